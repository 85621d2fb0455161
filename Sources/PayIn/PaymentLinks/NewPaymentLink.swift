package import JSON

/// A payment link to be created.
package struct NewPaymentLink: Sendable {
  package struct Price: Sendable {
    package let currency: String
    package let chainID: String
    /// The price in this currency, if it is not the link's own amount.
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
  ///   - token: by which the link can be found if the reply to its creation is lost.
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

  /// Warnings of fields that the reply shows to be lost or changed. A version of the API drops stock and expiry; a reply
  /// without these fields proves nothing.
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

/// The currencies that payers may choose from, as they are sent.
extension [NewPaymentLink.Price] {
  /// The documentation has one chain beside each currency, the published code a list of them.
  func json(in dialect: APIDialect) -> JSONValue {
    .array(dialect == .published ? chainsByCurrency : map(\.pair))
  }

  /// The currencies in the order of their first mention, each with its chains.
  private var chainsByCurrency: [JSONValue] {
    var currencies: JSONObject = [:]
    for price in self {
      var item = currencies[price.currency]?.object ?? ["currency": .string(price.currency), "chainOptions": []]
      let known = item["chainOptions"]?.array ?? []
      if !known.contains(.string(price.chainID)) { item["chainOptions"] = .array(known + [.string(price.chainID)]) }
      item["amount"] = item["amount"] ?? price.amount.map { .string($0.text) }
      currencies[price.currency] = .object(item)
    }
    return currencies.members.map(\.value)
  }

  /// Whether a link shows exactly these, each with its own price or with none; nil if the link does not show it.
  func isShown(by link: APIResource) -> Bool? {
    guard let rows = link.source["currencies"]?.array, let shown = ShownPrice.all(rows), !shown.isEmpty else {
      return nil
    }
    guard shown.count == count else { return false }
    let findings = map { price in
      shown.first { $0.isPair(of: price) }.map { $0.isSame(as: price, linkAmount: link.amount("amount")) } ?? false
    }
    return findings.contains(false) ? false : findings.contains(nil) ? nil : true
  }
}

extension NewPaymentLink.Price {
  fileprivate var pair: JSONValue {
    var pair: JSONObject = ["currency": .string(currency), "chainId": .string(chainID)]
    pair["amount"] = amount.map { .string($0.text) }
    return .object(pair)
  }
}

/// A currency on one chain as a link shows it.
private struct ShownPrice {
  let currency: String
  let chainID: String
  /// The price, or null if the link shows that there is none of its own; nil if it does not show that.
  let amount: JSONValue?

  /// The prices of all rows, or nil if a row cannot be read.
  static func all(_ rows: [JSONValue]) -> [ShownPrice]? {
    var prices: [ShownPrice] = []
    for row in rows {
      let several = (row["chain_options"] ?? row["chainOptions"] ?? row["chains"])?.array
      guard let currency = row["currency"]?.string, let chains = several ?? row["chainId"].map({ [$0] }) else {
        return nil
      }
      for chain in chains {
        guard let id = chain.string else { return nil }
        prices.append(ShownPrice(currency: currency, chainID: id, amount: row["amount"]))
      }
    }
    return prices
  }

  func isPair(of price: NewPaymentLink.Price) -> Bool {
    currency.hasSameBytes(as: price.currency) && chainID.hasSameBytes(as: price.chainID)
  }

  /// Whether the price is that of the link shown; nil if the link does not show it. A price that equals the link's own
  /// counts as none.
  func isSame(as price: NewPaymentLink.Price, linkAmount: Amount?) -> Bool? {
    guard let amount else { return nil }
    let shown = (amount.string ?? amount.number?.literal).flatMap { Amount(shown: $0) }
    guard shown != nil || amount.isNull else { return nil }
    if shown == price.amount { return true }
    guard let linkAmount else { return shown != nil && price.amount != nil ? false : nil }
    return (shown ?? linkAmount) == (price.amount ?? linkAmount)
  }
}
