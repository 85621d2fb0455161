import JSON
import SandboxModel

extension PaymentLinkDraft {
  /// Reads a request in the published form. Stock and expiry have names that the inner service does not read.
  init(published fields: Fields) throws(PublishedError) {
    self.init(
      title: try fields.publishedTitle(), description: fields.string("description"),
      amountText: try fields.publishedAmount(), amountType: try fields.publishedAmountType() ?? .fixed,
      options: try fields.publishedPaymentOptions(), inventoryTotal: nil, expiresAt: nil,
      metadata: fields.objectText("metadata"), callToAction: fields.string("ctaText"),
      theme: fields.string("theme") ?? Self.defaultTheme)
  }
}

extension PaymentLink {
  /// Applies the given members; absent ones keep their values. Stock and expiry are stored here; options have a route
  /// of their own.
  mutating func change(byPublished fields: Fields) throws(PublishedError) {
    if fields.has("title") { title = try fields.publishedTitle() }
    if fields.has("description") { description = fields.string("description") }
    if fields["amount"] != nil { amountText = try fields.publishedAmount() }
    if let type = try fields.publishedAmountType() { amountType = type }
    if fields.has("metadata") { metadata = fields.objectText("metadata") }
    if fields.has("inventoryTotal") {
      inventory.total = try fields.publishedValue("inventoryTotal") { $0.number?.integer }
    }
    if fields.has("expiresAt") {
      expiresAt = try fields.publishedValue("expiresAt") { $0.string.flatMap(Timestamp.init(iso8601:)) }
    }
    if fields.has("ctaText") { callToAction = fields.string("ctaText") }
    theme = fields.string("theme") ?? theme
    guard inventory.isConsistent else { throw .plain(409, "Conflict", inventory.shortage) }
  }
}

/// The members of a payment link.
extension Fields {
  func publishedTitle() throws(PublishedError) -> String {
    guard missing("title").isEmpty, let title = string("title") else { throw .invalidLink("title is required") }
    return title
  }

  func publishedAmount() throws(PublishedError) -> String {
    guard let amount = self["amount"].flatMap(Self.amount) else { throw .invalidLink("amount must be numeric") }
    return amount
  }

  func publishedAmountType() throws(PublishedError) -> PaymentLink.AmountType? {
    guard let given = self["amountType"] else { return nil }
    guard let type = given.string.flatMap(PaymentLink.AmountType.init) else {
      throw .invalidLink("amountType must be fixed or user_input")
    }
    return type
  }

  /// Reads the pairs of `currency` and each of its `chainOptions`.
  func publishedPaymentOptions() throws(PublishedError) -> [PaymentOption] {
    guard let items = self["currencies"]?.array, !items.isEmpty else {
      throw .invalidLink("At least one currency is required")
    }
    var options: [PaymentOption] = []
    for item in items {
      let added = try Self.options(item)
      guard !options.contains(where: { $0.currency == added.first?.currency }) else {
        throw .invalidLink("Currency \(added[0].currency) is given twice")
      }
      options += added
    }
    return options
  }

  private static func options(_ item: JSONValue) throws(PublishedError) -> [PaymentOption] {
    guard let currency = item["currency"]?.string else { throw .invalidLink("currency is required") }
    guard let chains = item["chainOptions"]?.array?.compactMap(\.string), !chains.isEmpty else {
      throw .invalidLink("Currency \(currency) must have at least one chain option")
    }
    var options: [PaymentOption] = []
    for chain in chains {
      guard Asset.published(currency: currency, chainId: chain) != nil else {
        throw .invalidLink("Currency \(currency) is not available on \(chain)")
      }
      options.append(
        PaymentOption(
          currency: currency, chainId: chain, amountText: try price(item["amount"], of: currency),
          isPrimary: item["is_primary"]?.bool ?? false,
          metadata: item["metadata"].flatMap { $0.object == nil ? nil : $0.description }))
    }
    return options
  }

  private static func price(_ value: JSONValue?, of currency: String) throws(PublishedError) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let amount = amount(value) else {
      throw .invalidLink("Currency \(currency) amount must be numeric when provided")
    }
    return amount
  }

  /// An amount from a string or a number. A value that the column would change is rounded.
  private static func amount(_ value: JSONValue) -> String? {
    guard let text = value.string ?? value.number?.literal, let amount = try? TokenAmount(rounding: text) else {
      return nil
    }
    return (try? TokenAmount(text)) == nil ? amount.description : text
  }

  /// Reads a member; nil if it is `null` or absent.
  func publishedValue<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(PublishedError) -> Value? {
    guard let given = self[name] else { return nil }
    guard let value = read(given) else { throw .invalidLink("\(name) is invalid") }
    return value
  }
}

extension PublishedError {
  static func invalidLink(_ message: String) -> PublishedError {
    .plain(400, "Validation failed", message)
  }
}
