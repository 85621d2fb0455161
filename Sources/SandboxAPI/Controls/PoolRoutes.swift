import HTTP
import JSON
import SandboxModel

/// Drains and refills the pool of addresses.
enum PoolRoutes {
  static let all = [
    Route(.post, "/_sandbox/pool/drain", .control, drain),
    Route(.post, "/_sandbox/pool/refill", .control, refill),
  ]

  /// Handles `{protocol?, leave?}`: archives available addresses of one protocol or of all until `leave` are left.
  /// Addresses in use stay.
  @Sendable private static func drain(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    let leave = try fields.optionalInteger("leave", in: 0...1_000_000) ?? 0
    for addressProtocol in try protocols(fields) {
      try context.store.pool.drain(addressProtocol, leaving: leave, now: context.now)
    }
    return Reply.success(try context.poolView())
  }

  /// Handles `{protocol?}`: restores every archived address.
  @Sendable private static func refill(_ context: RequestContext) throws -> HTTPResponse {
    for addressProtocol in try protocols(try Fields(context.request)) { try context.store.pool.refill(addressProtocol) }
    return Reply.success(try context.poolView())
  }

  private static func protocols(_ fields: Fields) throws(APIError) -> [AddressProtocol] {
    try fields.optionalChoice("protocol", AddressProtocol.self).map { [$0] } ?? AddressProtocol.allCases
  }
}

extension RequestContext {
  /// The numbers of addresses by protocol and state. Each address is counted once.
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
