import JSON

extension PaymentLinkDraft {
  /// Stock and expiry are given under names that the inner service does not read.
  init(open fields: Fields) throws {
    guard fields.missing("title").isEmpty, let title = fields.string("title") else {
      throw Self.invalid("title is required")
    }
    self.init(
      title: title, description: fields.string("description"), amountText: try Self.amount(fields),
      currencies: try Self.currencies(fields["currencies"]), inventoryTotal: nil, expiresAt: nil,
      metadata: fields.objectText("metadata"))
  }

  /// Zero, whatever is given, if the payer chooses.
  static func amount(_ fields: Fields) throws(OpenError) -> String {
    if fields.string("amountType") == "user_input" { return "0" }
    guard let text = fields.digits("amount"), let amount = try? TokenAmount(rounding: text)
    else { throw invalid("amount must be numeric") }
    return (try? TokenAmount(text)) == nil ? amount.description : text
  }

  /// The pairs of `currency` and each of its `chainOptions`.
  private static func currencies(_ value: JSONValue?) throws(OpenError) -> String {
    guard let items = value?.array, !items.isEmpty else { throw invalid("At least one currency is required") }
    var pairs: [JSONValue] = []
    for item in items {
      guard let currency = item["currency"]?.string else { throw invalid("currency is required") }
      guard let chains = item["chainOptions"]?.array?.compactMap(\.string), !chains.isEmpty else {
        throw invalid("Currency \(currency) must have at least one chain option")
      }
      for chain in chains {
        guard Asset(currency: currency, chainId: chain) != nil else {
          throw invalid("Currency \(currency) is not available on \(chain)")
        }
        pairs.append(["currency": .string(currency), "chainId": .string(chain)])
      }
    }
    return JSONValue.array(pairs).description
  }

  private static func invalid(_ message: String) -> OpenError {
    .plain(400, "Validation error", message)
  }
}

extension PaymentLink {
  /// Of members that are absent the old values stay. Pairs are changed elsewhere.
  func changed(by fields: Fields) throws -> PaymentLink {
    var link = self
    link.title = fields.string("title") ?? title
    if fields["amount"] != nil { link.amountText = try PaymentLinkDraft.amount(fields) }
    if fields.has("description") { link.description = fields.string("description") }
    if fields.has("metadata") { link.metadata = fields.objectText("metadata") }
    if fields.has("inventoryTotal") {
      link.inventory.total = try Self.value(fields, "inventoryTotal") { $0.number?.integer }
    }
    if fields.has("expiresAt") {
      link.expiresAt = try Self.value(fields, "expiresAt") { $0.string.flatMap(Timestamp.init(iso8601:)) }
    }
    return link
  }

  /// Nil if it is `null`.
  private static func value<Value>(
    _ fields: Fields, _ name: String, _ read: (JSONValue) -> Value?
  ) throws(OpenError) -> Value? {
    guard let given = fields[name] else { return nil }
    guard let value = read(given) else { throw .plain(400, "Validation error", "\(name) is invalid") }
    return value
  }
}
