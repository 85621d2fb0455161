package import JSON

/// The changes of a payment link. Nil leaves a field as it is.
package struct PaymentLinkUpdate: Sendable {
  /// The fields that can be emptied.
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

  /// The fields that the link shows with other values than requested.
  func differences(from link: APIResource) -> [String] {
    changes(in: link).filter { $0.isKept == false }.map(\.name)
  }

  /// The fields that were set and that the link does not show. Emptied ones are mostly not shown.
  func unseen(in link: APIResource) -> [String] {
    changes(in: link).filter { change in
      change.isKept == nil && !cleared.contains { $0.rawValue == change.name }
    }.map(\.name)
  }

  /// Whether the link shows every change. A change that it does not show is not proven.
  func isWhole(in link: APIResource) -> Bool {
    changes(in: link).allSatisfy { $0.isKept == true }
  }

  /// Whether the link has each change; nil if it does not show the field. Whole values are compared, as they came.
  private func changes(in link: APIResource) -> [(name: String, isKept: Bool?)] {
    var changes: [(name: String, isKept: Bool?)] = []
    func add(_ name: String, _ isKept: Bool?) { changes.append((name, isKept)) }
    for (name, text) in [("title", title), ("description", description)] {
      if let text { add(name, link[name].map { $0.hasSameBytes(as: text) }) }
    }
    if let amount { add("amount", isShown(amount, by: link)) }
    if let inventoryTotal { add("inventoryTotal", link.integer("inventoryTotal").map { $0 == inventoryTotal }) }
    if let expiresAt {
      add("expiresAt", link["expiresAt"].map { APIResource.epochSeconds($0) == APIResource.epochSeconds(expiresAt) })
    }
    if let metadata { add("metadata", link.source["metadata"].map { isShown(metadata, by: $0) }) }
    for field in cleared { add(field.rawValue, field.isCleared(in: link)) }
    return changes
  }

  /// A price of zero is none: with it the payer chooses, and only if the link says so.
  private func isShown(_ amount: Amount, by link: APIResource) -> Bool? {
    let kind = (link.source["amountType"] ?? link.source["amount_type"])?.string
    let isOfKind = kind.map { $0 == (amount.isZero ? "user_input" : "fixed") } ?? true
    return link.amount("amount").map { $0 == amount && isOfKind }
  }

  private func isShown(_ metadata: JSONObject, by value: JSONValue) -> Bool {
    let shown = value.object?.members.filter { $0.name != PaymentLinkLookup.tokenName } ?? []
    return shown.count == metadata.count && shown.allSatisfy { metadata[$0.name]?.isSameValue(as: $0.value) == true }
  }
}

extension PaymentLinkUpdate.Clearable {
  private var names: [String] {
    switch self {
    case .description: ["description"]
    case .inventoryTotal: ["inventoryTotal", "inventory_total"]
    case .expiresAt: ["expiresAt", "expires_at"]
    case .metadata: ["metadata"]
    }
  }

  /// Whether the link shows the field to be empty; nil if it does not show the field.
  fileprivate func isCleared(in link: APIResource) -> Bool? {
    guard let shown = names.lazy.compactMap({ link.source[$0] }).first else { return nil }
    return shown.isNull || shown == "" || shown.object?.isEmpty == true
  }
}
