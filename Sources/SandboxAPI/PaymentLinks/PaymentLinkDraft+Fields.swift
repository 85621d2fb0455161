import JSON
package import SandboxModel

extension PaymentLinkDraft {
  init(_ fields: Fields, now: Timestamp) throws(APIError) {
    try fields.require("title", "amount", "currencies")
    let (title, description) = (try fields.text("title"), try fields.optionalString("description"))
    let (amountText, amountType) = try fields.linkAmount()
    self.init(
      title: title, description: description, amountText: amountText, amountType: amountType,
      options: try fields.paymentOptions(), inventoryTotal: try fields.inventoryTotal(),
      expiresAt: try fields.expiry(after: now), metadata: try fields.optionalObjectText("metadata"))
  }
}

extension PaymentLink {
  /// Applies the given members. Absent ones keep their values, and `null` clears optional ones. A published link may
  /// change like any other.
  mutating func change(by fields: Fields, now: Timestamp) throws(APIError) {
    if fields.has("title") {
      try fields.require("title")
      title = try fields.text("title")
    }
    if fields.has("description") { description = try fields.optionalString("description") }
    if fields.has("amount") { (amountText, amountType) = try fields.linkAmount() }
    if fields.has("inventoryTotal") { inventory.total = try fields.inventoryTotal() }
    if fields.has("expiresAt") { expiresAt = try fields.expiry(after: now) }
    if fields.has("metadata") { metadata = try fields.optionalObjectText("metadata") }
    guard inventory.isConsistent else { throw .conflict(inventory.shortage) }
  }
}

extension PaymentLink.Inventory {
  /// The reason for which the total is refused.
  var shortage: String {
    "inventoryTotal must be at least \(reserved + sold): \(reserved) reserved and \(sold) sold"
  }
}

/// The members of a payment link.
extension Fields {
  /// Reads the amount; zero lets the payer choose.
  func linkAmount() throws(APIError) -> (text: String, type: PaymentLink.AmountType) {
    let (text, amount) = try amount("amount")
    return (text, amount == .zero ? .userInput : .fixed)
  }

  /// Reads the pairs of token and chain, and ignores other members.
  func paymentOptions() throws(APIError) -> [PaymentOption] {
    guard let items = self["currencies"]?.array, !items.isEmpty else {
      throw .invalid("currencies", "must be a list of at least one {currency, chainId}")
    }
    var options: [PaymentOption] = []
    for item in items {
      guard let currency = item["currency"]?.string, let chainId = item["chainId"]?.string else {
        throw .invalid("currencies", "must have a currency and a chainId in every item")
      }
      guard Asset(currency: currency, chainId: chainId) != nil else {
        throw .unknownAsset(currency: currency, chainId: chainId)
      }
      let option = PaymentOption(currency: currency, chainId: chainId)
      guard !options.contains(option) else { throw .invalid("currencies", "has \(currency) on \(chainId) twice") }
      options.append(option)
    }
    return options
  }

  func inventoryTotal() throws(APIError) -> Int? {
    let total = try optionalInteger("inventoryTotal")
    guard total.map({ $0 > 0 }) ?? true else { throw .invalid("inventoryTotal", "must be greater than 0") }
    return total
  }

  package func expiry(after now: Timestamp) throws(APIError) -> Timestamp? {
    guard let text = try optionalString("expiresAt") else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw .invalid("expiresAt", "must be a time with zone by ISO 8601, such as 2030-01-31T12:00:00Z")
    }
    guard time > now else { throw .invalid("expiresAt", "must be in the future") }
    return time
  }

  /// Reads the slug that the merchant has chosen.
  package func slug() throws(APIError) -> String? {
    guard let slug = try optionalString("slug") else { return nil }
    guard PaymentLinkLifecycle.isSlug(slug) else { throw .invalid("slug", PaymentLinkLifecycle.slugRule) }
    return slug
  }
}
