import HTTP
import JSON
import SandboxModel

/// Injected faults. The controls and the pages never fail.
enum FaultRoutes {
  static let all = [
    Route(.get, "/_sandbox/faults", .control, list),
    Route(.post, "/_sandbox/faults", .control, add),
    Route(.delete, "/_sandbox/faults", .control, removeAll),
    Route(.delete, "/_sandbox/faults/:id", .control, remove),
  ]

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(["faults": .array(try context.store.faults.all().map { .object($0.view) })])
  }

  @Sendable private static func add(_ context: RequestContext) throws -> HTTPResponse {
    let draft = try FaultDraft(try Fields(context.request), routes: context.settings.dialect.routes)
    let rule = draft.rule(sequence: try context.store.faults.nextSequence(), context.store.identifiers)
    try context.store.faults.insert(rule)
    return Reply.success(rule.view, status: 201)
  }

  @Sendable private static func removeAll(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(["removed": .number(JSONNumber(try context.store.faults.remove()))])
  }

  @Sendable private static func remove(_ context: RequestContext) throws -> HTTPResponse {
    guard try context.store.faults.remove(id: context.parameters[0]) == 1 else { throw APIError.notFound("Fault") }
    return Reply.success(["removed": 1])
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
