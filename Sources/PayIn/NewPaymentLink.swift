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

  /// - Parameters:
  ///   - token: by which the link can be found again if its making is never answered.
  ///   - dialect: the documentation has one chain beside each currency, the published code a list of them.
  func body(token: String, in dialect: APIDialect = .seed) -> JSONObject {
    var body: JSONObject = ["title": .string(title)]
    body["description"] = description.map(JSONValue.string)
    body["amount"] = .string(amount.isZero ? "0" : amount.text)
    // By the documentation "0" is enough; to the published code it would be a price of nothing.
    if amount.isZero { body["amountType"] = "user_input" }
    body["currencies"] = .array(dialect == .open ? chainsByCurrency : pairs)
    body["inventoryTotal"] = inventoryTotal.map { .number(JSONNumber($0)) }
    body["expiresAt"] = expiresAt.map(JSONValue.string)
    var metadata = metadata ?? [:]
    metadata[PaymentLinkLookup.tokenName] = .string(token)
    body["metadata"] = .object(metadata)
    return body
  }

  private var pairs: [JSONValue] {
    currencies.map { ["currency": .string($0.currency), "chainId": .string($0.chainID)] }
  }

  /// In the order of first mention.
  private var chainsByCurrency: [JSONValue] {
    var chains: JSONObject = [:]
    for price in currencies {
      let known = chains[price.currency]?.array ?? []
      let chain = JSONValue.string(price.chainID)
      if !known.contains(chain) { chains[price.currency] = .array(known + [chain]) }
    }
    return chains.members.map { ["currency": .string($0.name), "chainOptions": $0.value] }
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
    if amount.isZero, ["amountType", "amount_type"].contains(where: { source?[$0] == "fixed" }) {
      warnings.append(Warning(.replyDiffers, fields: ["amountType"]))
    }
    return warnings
  }
}
