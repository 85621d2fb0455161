package import JSON

/// A payment link to be made.
package struct NewPaymentLink: Sendable {
  package struct Price: Sendable {
    package let currency: String
    package let chainID: String
    /// What it costs in this currency, if that is not the link's own amount.
    package let amount: Amount?

    package init(currency: String, chainID: String, amount: Amount? = nil) {
      self.currency = currency
      self.chainID = chainID
      self.amount = amount
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

  /// - Parameters:
  ///   - token: by which the link can be found again if its making is never answered.
  ///   - dialect: the documentation has one chain beside each currency, the published code a list of them.
  func body(token: String, in dialect: APIDialect = .documented) -> JSONObject {
    var body: JSONObject = ["title": .string(title)]
    body["description"] = description.map(JSONValue.string)
    body["amount"] = .string(amount.isZero ? "0" : amount.text)
    // By the documentation "0" is enough; to the published code it would be a price of nothing.
    if amount.isZero { body["amountType"] = "user_input" }
    body["currencies"] = currencies.json(in: dialect)
    body["inventoryTotal"] = inventoryTotal.map { .number(JSONNumber($0)) }
    body["expiresAt"] = expiresAt.map(JSONValue.string)
    var metadata = metadata ?? [:]
    metadata[PaymentLinkLookup.tokenName] = .string(token)
    body["metadata"] = .object(metadata)
    return body
  }

  /// What the API shows it has lost or changed. A version of it drops stock and expiry; a reply without these fields
  /// proves nothing.
  func warnings(for source: JSONObject?, _ resource: APIResource) -> [Warning] {
    func isNull(_ names: String...) -> Bool {
      names.contains { source?[$0]?.isNull == true }
    }
    var warnings: [Warning] = []
    if inventoryTotal != nil, isNull("inventoryTotal", "inventory_total") { warnings.append(Warning(.inventoryLost)) }
    if expiresAt != nil, isNull("expiresAt", "expires_at") { warnings.append(Warning(.expiryLost)) }
    if resource["amount"] != nil, resource.amount("amount") != amount {
      warnings.append(Warning(.replyDiffers, fields: ["amount"]))
    }
    if amount.isZero, ["amountType", "amount_type"].contains(where: { source?[$0] == "fixed" }) {
      warnings.append(Warning(.replyDiffers, fields: ["amountType"]))
    }
    return warnings
  }
}
