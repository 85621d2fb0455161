import HTTP
import JSON

/// What time the sandbox has, and moving it forward.
enum ClockRoutes {
  static let all = [
    Route(.get, "/_sandbox/clock", .control, show),
    Route(.post, "/_sandbox/clock", .control, move),
  ]

  @Sendable private static func show(_ call: Call) -> HTTPResponse {
    Reply.success(call.clockView(at: call.now))
  }

  /// What comes due on the way happens, and at its own time.
  @Sendable private static func move(_ call: Call) throws -> HTTPResponse {
    let ended = try call.moveClock(to: try ClockMove(try Fields(call.request)).time(from: call.now))
    var view = call.clockView(at: try call.clock.now())
    view.append("endedOrders", .number(JSONNumber(ended)))
    return Reply.success(view)
  }
}

extension Call {
  func clockView(at time: Timestamp) -> JSONObject {
    [
      "time": .string(time.description), "machineTime": .string(settings.machineClock.now().description),
      "aheadSeconds": .number(JSONNumber(Int(clock.millisecondsAhead(time) / 1000))),
    ]
  }

  /// - Returns: how many orders have ended by then.
  @discardableResult
  func moveClock(to time: Timestamp) throws -> Int {
    guard time >= now else { throw APIError.validation("The sandbox's clock is at \(now) and only goes forward") }
    guard clock.millisecondsAhead(time) <= SandboxClock.farthestAheadMilliseconds else {
      throw APIError.validation("The sandbox's clock can be ten years ahead of the machine's at most")
    }
    try clock.move(to: time)
    let due = try orders.due(now: time).count
    try settlement.settleDue(now: time)
    return due
  }
}
