import JSON

/// An order as it is stored, with what is searched in.
struct OrderRow: Sendable {
  let order: JSONObject
  let reference: String
  /// Lower case, as searches compare.
  let folded: [Unicode.Scalar]
  private let foldedBytes: [UInt8]

  init(_ order: JSONObject) {
    self.order = order
    reference = order["orderReference"]?.string ?? ""
    let lower = reference.lowercased()
    (folded, foldedBytes) = (Array(lower.unicodeScalars), Array(lower.utf8))
  }

  /// Compares bytes: `contains` would compare whole characters by canonical equivalence.
  func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard part.count <= foldedBytes.count else { return false }
    return (0...(foldedBytes.count - part.count)).contains { start in
      foldedBytes[start] == first && foldedBytes[start..<(start + part.count)].elementsEqual(part)
    }
  }

  /// The row of the published code's table.
  var published: JSONObject { Self.renamed(order, Self.columns) }

  /// What the published code answers a new order with: not its reference.
  static func publishedCreateReply(_ order: JSONObject) -> JSONObject {
    var result = order
    result["orderReference"] = nil
    result["paymentAddress"] = result["address"]
    result["address"] = nil
    return result
  }

  private static let columns = [
    "orderId": "id", "orderReference": "order_reference", "currency": "token", "chainId": "chain",
  ]

  private static func renamed(_ object: JSONObject, _ names: [String: String]) -> JSONObject {
    JSONObject(object.members.map { .init(name: names[$0.name] ?? $0.name, value: $0.value) })
  }
}
