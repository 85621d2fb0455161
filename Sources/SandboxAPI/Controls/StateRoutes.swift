import HTTP
import JSON
import SandboxModel

/// Shows the state of the whole sandbox, and resets it.
enum StateRoutes {
  static let all = [
    Route(.get, "/_sandbox/state", .control, show),
    Route(.post, "/_sandbox/reset", .control, reset),
  ]

  /// Counts over all keys.
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

  /// Resets the data of every key: ids, addresses and times start again, which they could not if some rows stayed.
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
  /// Turns `payment_links` into `paymentLinks`.
  fileprivate var camelCased: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
