import HTTP
import JSON
import SandboxModel

/// All of the sandbox at a glance, and its beginning again.
enum StateRoutes {
  static let all = [
    Route(.get, "/_sandbox/state", .control, show),
    Route(.post, "/_sandbox/reset", .control, reset),
  ]

  /// Over all keys.
  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    let counts = try RowCounts(context.store.database)
    return Reply.success([
      "clock": .object(context.clockView(at: context.now)),
      "orders": view(counts.orders), "transfers": .number(JSONNumber(counts.transfers)),
      "bindings": .number(JSONNumber(counts.bindings)), "paymentLinks": view(counts.paymentLinks),
      "pool": .object(try context.poolView()),
      "faults": .array(try context.store.faults.all().map { .object($0.view) }),
    ])
  }

  private static func view<Status: RawRepresentable<String>>(_ counts: [(status: Status, count: Int)]) -> JSONValue {
    .object(
      JSONObject(counts.map { JSONObject.Member(name: $0.status.rawValue, value: .number(JSONNumber($0.count))) }))
  }

  /// Of every key, whoever asks: ids, addresses and times start again as they did, which they could not if some stayed.
  @Sendable private static func reset(_ context: RequestContext) throws -> HTTPResponse {
    let reset = SandboxReset(database: context.store.database)
    let removed = try reset.removeHistory()
    try reset.renewAddresses(context.store.pool, from: context.store.identifiers, at: context.now)
    try context.store.clock.reset()
    var view: JSONObject = ["time": .string(try context.store.clock.now().description)]
    for (table, rows) in removed { view.append(table.camelCased, .number(JSONNumber(rows))) }
    return Reply.success(view)
  }
}

extension String {
  /// `payment_links` as `paymentLinks`.
  fileprivate var camelCased: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
