import HTTP
import JSON
import SandboxModel

/// Runs the pool of addresses dry, and fills it again.
enum PoolRoutes {
  static let all = [
    Route(.post, "/_sandbox/pool/drain", .control, drain),
    Route(.post, "/_sandbox/pool/refill", .control, refill),
  ]

  /// `{protocol?, leave?}`: of one family of chains or of all, until `leave` addresses are free. The rest is archived;
  /// what is in use stays so.
  @Sendable private static func drain(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    let leave = try fields.optionalInteger("leave", in: 0...1_000_000) ?? 0
    for addressProtocol in try protocols(fields) {
      try context.store.pool.drain(addressProtocol, leaving: leave, now: context.now)
    }
    return Reply.success(try context.poolView())
  }

  /// `{protocol?}`: takes every archived address back.
  @Sendable private static func refill(_ context: RequestContext) throws -> HTTPResponse {
    for addressProtocol in try protocols(try Fields(context.request)) { try context.store.pool.refill(addressProtocol) }
    return Reply.success(try context.poolView())
  }

  private static func protocols(_ fields: Fields) throws(APIError) -> [AddressProtocol] {
    try fields.optionalChoice("protocol", AddressProtocol.self).map { [$0] } ?? AddressProtocol.allCases
  }
}

extension RequestContext {
  /// Each address is counted in exactly one state.
  func poolView() throws -> JSONObject {
    var view = JSONObject()
    for addressProtocol in AddressProtocol.allCases {
      let counts = try store.pool.counts(addressProtocol, now: now)
      var row: JSONObject = ["total": .number(JSONNumber(counts.total))]
      for state in AddressState.allCases { row.append(state.rawValue, .number(JSONNumber(counts[state]))) }
      view.append(addressProtocol.rawValue, .object(row))
    }
    return view
  }
}
