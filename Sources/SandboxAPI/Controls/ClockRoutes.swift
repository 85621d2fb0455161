import HTTP
import JSON
import SandboxModel

/// Shows the sandbox's clock and moves it forward.
enum ClockRoutes {
  static let all = [
    Route(.get, "/_sandbox/clock", .control, show),
    Route(.post, "/_sandbox/clock", .control, move),
  ]

  @Sendable private static func show(_ context: RequestContext) -> HTTPResponse {
    Reply.success(context.clockView(at: context.now))
  }

  /// Moves the clock. Everything that falls due on the way happens, at its own time.
  @Sendable private static func move(_ context: RequestContext) throws -> HTTPResponse {
    let ended = try context.moveClock(
      to: try ClockMove(try Fields(context.request, only: ClockMove.members)).time(from: context.now))
    var view = context.clockView(at: try context.store.clock.now())
    view.append("endedOrders", .number(JSONNumber(ended)))
    return Reply.success(view)
  }
}

extension RequestContext {
  func clockView(at time: Timestamp) -> JSONObject {
    [
      "time": .string(time.description), "machineTime": .string(store.settings.machineClock.now().description),
      "aheadSeconds": .number(JSONNumber(Int(store.clock.millisecondsAhead(time) / 1000))),
    ]
  }

  /// Moves the clock, ends the first orders that are due and plays the steps of stories before them; every later request
  /// waits until all are ended.
  /// - Returns: the number of all orders that end.
  @discardableResult
  func moveClock(to time: Timestamp) throws -> Int {
    guard time >= now else { throw APIError.validation("The sandbox's clock is at \(now) and only goes forward") }
    guard store.clock.millisecondsAhead(time) <= SandboxClock.maximumOffsetMilliseconds else {
      throw APIError.validation("The sandbox's clock can be ten years ahead of the machine's at most")
    }
    try store.clock.move(to: time)
    let batch = try at(time).settleDue()
    let ended = try batch.ended + (batch.isMoreDue ? store.orders.countDue(now: time) : 0)
    note(.clockMoved(to: time, endedOrders: ended))
    return ended
  }
}

/// A request to move the clock, by one of its members.
enum ClockMove: Equatable {
  static let members = ["advanceSeconds", "advanceMinutes", "to"]

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
    let most = SandboxClock.maximumOffsetMilliseconds / unit
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
