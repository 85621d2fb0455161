import JSON

/// What payers may choose from, as it is sent.
extension [NewPaymentLink.Price] {
  /// The documentation has one chain beside each currency, the published code a list of them.
  func json(in dialect: APIDialect) -> JSONValue {
    .array(dialect == .open ? chainsByCurrency : map(\.pair))
  }

  /// In the order of first mention.
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

  /// Whether a link shows exactly these; nil where it does not tell.
  func isShown(by link: Record) -> Bool? {
    guard let rows = link.fields["currencies"]?.array?.compactMap(\.object), !rows.isEmpty else { return nil }
    return count == rows.count
      && allSatisfy { price in rows.contains { price.isShown(by: $0, otherwise: link["amount"]) } }
  }
}

extension NewPaymentLink.Price {
  fileprivate var pair: JSONValue {
    var pair: JSONObject = ["currency": .string(currency), "chainId": .string(chainID)]
    pair["amount"] = amount.map { .string($0.text) }
    return .object(pair)
  }

  /// - Parameter linkAmount: what holds for a currency without a price of its own.
  fileprivate func isShown(by row: JSONObject, otherwise linkAmount: String?) -> Bool {
    guard row["currency"]?.string == currency, row["chainId"]?.string == chainID else { return false }
    let shown = row["amount"]?.string ?? linkAmount
    return amount == nil || shown.flatMap { try? Amount($0, allowsZero: true) } == amount
  }
}
