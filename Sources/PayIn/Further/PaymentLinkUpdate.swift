package import JSON

/// What shall be other about a payment link. Nil leaves a field as it is.
package struct PaymentLinkUpdate: Sendable {
  /// Fields that may be empty.
  package enum Clearable: String, Sendable, CaseIterable {
    case description, inventoryTotal, expiresAt, metadata
  }

  package var title: String?
  package var description: String?
  /// Zero lets the payer choose.
  package var amount: Amount?
  package var inventoryTotal: Int?
  package var expiresAt: String?
  package var metadata: JSONObject?
  package var cleared: [Clearable] = []

  package init() {}

  /// `null` empties a field.
  var body: JSONObject {
    var body: JSONObject = [:]
    body["title"] = title.map(JSONValue.string)
    body["description"] = description.map(JSONValue.string)
    body["amount"] = amount.map { .string($0.isZero ? "0" : $0.text) }
    // By the documentation the amount is enough; to the published code zero would be a price of nothing.
    body["amountType"] = amount.map { $0.isZero ? "user_input" : "fixed" }
    body["inventoryTotal"] = inventoryTotal.map { .number(JSONNumber($0)) }
    body["expiresAt"] = expiresAt.map(JSONValue.string)
    body["metadata"] = metadata.map(JSONValue.object)
    for field in cleared { body[field.rawValue] = .null }
    return body
  }

  /// Fields that the link shows otherwise than they were asked for.
  func differences(from link: Record, _ cleaner: TextCleaner) -> [String] {
    changes(in: link, cleaner).filter { $0.isKept == false }.map(\.name)
  }

  func isWhole(in link: Record, _ cleaner: TextCleaner) -> Bool {
    changes(in: link, cleaner).allSatisfy { $0.isKept == true }
  }

  /// Whether the link shows each change; nil where it does not tell.
  private func changes(in link: Record, _ cleaner: TextCleaner) -> [(name: String, isKept: Bool?)] {
    var changes: [(name: String, isKept: Bool?)] = []
    func add(_ name: String, _ isKept: Bool?) { changes.append((name, isKept)) }
    for (name, text) in [("title", title), ("description", description)] {
      if let text { add(name, link[name].map { $0.hasSameBytes(as: cleaner.clean(text)) }) }
    }
    if let amount { add("amount", link.amount("amount").map { $0 == amount }) }
    if let inventoryTotal { add("inventoryTotal", link.integer("inventoryTotal").map { $0 == inventoryTotal }) }
    if let expiresAt { add("expiresAt", link["expiresAt"].map { Timestamp($0) == Timestamp(expiresAt) }) }
    if metadata != nil { add("metadata", nil) }
    for field in cleared { add(field.rawValue, field == .metadata ? nil : link.fields[field.rawValue] == nil) }
    return changes
  }
}

extension Record {
  func integer(_ name: String) -> Int? {
    fields[name]?.number?.integer
  }
}
