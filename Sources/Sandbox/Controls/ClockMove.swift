/// How the clock is to be moved: `{advanceSeconds}`, `{advanceMinutes}` or `{to}`.
enum ClockMove: Equatable {
  case forward(milliseconds: Int64)
  case to(Timestamp)

  init(_ fields: Fields) throws(APIError) {
    let moves = [
      try Self.forward(fields, "advanceSeconds", milliseconds: 1000),
      try Self.forward(fields, "advanceMinutes", milliseconds: 60_000),
      try Self.to(fields),
    ].compactMap { $0 }
    guard let move = moves.first, moves.count == 1 else {
      throw .validation("Give one of advanceSeconds, advanceMinutes and to")
    }
    self = move
  }

  func time(from now: Timestamp) -> Timestamp {
    switch self {
    case .forward(let milliseconds): now.adding(milliseconds: milliseconds)
    case .to(let time): time
    }
  }

  private static func forward(
    _ fields: Fields, _ name: String, milliseconds unit: Int64
  ) throws(APIError) -> ClockMove? {
    guard let count = try fields.optionalInteger(name) else { return nil }
    let most = SandboxClock.farthestAheadMilliseconds / unit
    guard count >= 1, count <= most else { throw .invalid(name, "must be a whole number from 1 to \(most)") }
    return .forward(milliseconds: Int64(count) * unit)
  }

  private static func to(_ fields: Fields) throws(APIError) -> ClockMove? {
    guard let text = try fields.optionalText("to") else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw .invalid("to", "must be a time such as 2025-01-28T10:30:00Z")
    }
    return .to(time)
  }
}
