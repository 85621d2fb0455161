import HTTP
import JSON

/// All of the sandbox at a glance, and its beginning again.
enum StateRoutes {
  static let all = [
    Route(.get, "/_sandbox/state", .control, show),
    Route(.post, "/_sandbox/reset", .control, reset),
  ]

  /// Over all keys.
  @Sendable private static func show(_ call: Call) throws -> HTTPResponse {
    Reply.success([
      "clock": .object(call.clockView(at: call.now)),
      "orders": .object(try call.counts(of: "orders", by: "status", OrderStatus.allCases.map(\.rawValue))),
      "transfers": try call.count("transfers"),
      "bindings": try call.count("bindings WHERE unbound_at IS NULL"),
      "paymentLinks": .object(try call.counts(of: "payment_links", by: "status", ["draft", "published"])),
      "pool": .object(try call.poolView()),
      "faults": .array(try call.faults.all().map { .object($0.view) }),
    ])
  }

  /// Of every key, whoever asks: ids, addresses and times start again as they did, which they could not if some stayed.
  @Sendable private static func reset(_ call: Call) throws -> HTTPResponse {
    let reset = SandboxReset(database: call.database)
    let removed = try reset.removeHistory()
    try reset.renewAddresses(call.pool, from: call.settings.identifiers, at: call.now)
    try call.clock.reset()
    var view: JSONObject = ["time": .string(try call.clock.now().description)]
    for (table, rows) in removed { view.append(table.camelCased, .number(JSONNumber(rows))) }
    return Reply.success(view)
  }
}

extension Call {
  fileprivate func count(_ rows: String) throws -> JSONValue {
    .number(JSONNumber(try database.number("SELECT COUNT(*) FROM \(rows)")))
  }

  /// Values that no row has are counted as none.
  fileprivate func counts(of table: String, by column: String, _ values: [String]) throws -> JSONObject {
    try values.reduce(into: JSONObject()) { object, value in
      let count = try database.number("SELECT COUNT(*) FROM \(table) WHERE \(column) = ?", [.text(value)])
      object.append(value, .number(JSONNumber(count)))
    }
  }
}

extension String {
  /// `payment_links` as `paymentLinks`.
  fileprivate var camelCased: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
