import HTTP
import JSON

/// Faults on demand. The controls and the pages themselves never fail.
enum FaultRoutes {
  static let all = [
    Route(.get, "/_sandbox/faults", .control, list),
    Route(.post, "/_sandbox/faults", .control, add),
    Route(.delete, "/_sandbox/faults", .control, removeAll),
    Route(.delete, "/_sandbox/faults/:id", .control, remove),
  ]

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    Reply.success(["faults": .array(try call.faults.all().map { .object($0.view) })])
  }

  @Sendable private static func add(_ call: Call) throws -> HTTPResponse {
    let draft = try FaultDraft(try Fields(call.request), routes: call.settings.dialect.routes)
    let rule = draft.rule(sequence: try call.faults.nextSequence(), call.settings.identifiers)
    try call.faults.insert(rule)
    return Reply.success(rule.view, status: 201)
  }

  @Sendable private static func removeAll(_ call: Call) throws -> HTTPResponse {
    Reply.success(["removed": .number(JSONNumber(try call.faults.remove()))])
  }

  @Sendable private static func remove(_ call: Call) throws -> HTTPResponse {
    guard try call.faults.remove(id: call.parameters[0]) == 1 else { throw APIError.notFound("Fault") }
    return Reply.success(["removed": 1])
  }
}

extension Call {
  var faults: FaultRepository { FaultRepository(database: database) }
}

extension Route {
  /// What callers of the API depend on.
  var canFail: Bool {
    access != .control && (template.first == "api" || template == ["health"])
  }
}

extension FaultRule {
  var view: JSONObject {
    var view: JSONObject = ["id": .string(id), "route": .string(route), "kind": .string(kind.rawValue)]
    view.appendIfPresent("status", status)
    if delayMilliseconds > 0 { view.append("delayMilliseconds", .number(JSONNumber(delayMilliseconds))) }
    view.appendIfPresent("retryAfterSeconds", retryAfterSeconds)
    if probability < Self.certain {
      let share = TokenAmount(millionths: UInt128(probability)).description
      if let number = try? JSONParser.parse(Array(share.utf8)) { view.append("probability", number) }
    }
    view.append("hits", .number(JSONNumber(hits)))
    view.appendIfPresent("remaining", remaining)
    return view
  }
}

extension JSONObject {
  fileprivate mutating func appendIfPresent(_ name: String, _ value: Int?) {
    if let value { append(name, .number(JSONNumber(value))) }
  }
}
