package import JSON

/// A payment link to be made.
package struct NewPaymentLink: Sendable {
  package struct Price: Sendable {
    package let currency: String
    package let chainID: String

    package init(currency: String, chainID: String) {
      self.currency = currency
      self.chainID = chainID
    }
  }

  package var title: String
  package var description: String?
  /// Zero lets the payer choose.
  package var amount: Amount
  package var currencies: [Price]
  package var inventoryTotal: Int?
  package var expiresAt: String?
  package var metadata: JSONObject?

  package init(title: String, amount: Amount, currencies: [Price]) {
    self.title = title
    self.amount = amount
    self.currencies = currencies
  }

  /// - Parameter token: by which the link can be found again if its making is never answered.
  func body(token: String) -> JSONObject {
    var body: JSONObject = ["title": .string(title)]
    body["description"] = description.map(JSONValue.string)
    body["amount"] = .string(amount.text)
    body["currencies"] = .array(
      currencies.map { ["currency": .string($0.currency), "chainId": .string($0.chainID)] })
    body["inventoryTotal"] = inventoryTotal.map { .number(JSONNumber($0)) }
    body["expiresAt"] = expiresAt.map(JSONValue.string)
    var metadata = metadata ?? [:]
    metadata[PaymentLinkLookup.tokenName] = .string(token)
    body["metadata"] = .object(metadata)
    return body
  }

  /// What the API shows it has lost or changed. A version of it drops stock and expiry; a reply without these fields
  /// proves nothing.
  func warnings(for source: JSONObject?, _ record: Record) -> [Warning] {
    func isNull(_ names: String...) -> Bool {
      names.contains { source?[$0]?.isNull == true }
    }
    var warnings: [Warning] = []
    if inventoryTotal != nil, isNull("inventoryTotal", "inventory_total") { warnings.append(Warning(.inventoryLost)) }
    if expiresAt != nil, isNull("expiresAt", "expires_at") { warnings.append(Warning(.expiryLost)) }
    if record["amount"] != nil, record.amount("amount") != amount {
      warnings.append(Warning(.replyDiffers, fields: ["amount"]))
    }
    return warnings
  }
}
