import JSON

extension PaymentLinkDraft {
  /// Stock and expiry are given under names that the inner service does not read.
  init(open fields: Fields) throws(OpenError) {
    self.init(
      title: try fields.openTitle(), description: fields.string("description"),
      amountText: try fields.openAmount(), amountType: try fields.openAmountType() ?? .fixed,
      options: try fields.openPaymentOptions(), inventoryTotal: nil, expiresAt: nil,
      metadata: fields.objectText("metadata"), callToAction: fields.string("ctaText"),
      theme: fields.string("theme") ?? Self.defaultTheme)
  }
}

extension PaymentLink {
  /// Of members that are absent the old values stay; here stock and expiry are kept. Options are changed elsewhere.
  mutating func change(byOpen fields: Fields) throws(OpenError) {
    if fields.has("title") { title = try fields.openTitle() }
    if fields.has("description") { description = fields.string("description") }
    if fields["amount"] != nil { amountText = try fields.openAmount() }
    if let type = try fields.openAmountType() { amountType = type }
    if fields.has("metadata") { metadata = fields.objectText("metadata") }
    if fields.has("inventoryTotal") {
      inventory.total = try fields.openValue("inventoryTotal") { $0.number?.integer }
    }
    if fields.has("expiresAt") {
      expiresAt = try fields.openValue("expiresAt") { $0.string.flatMap(Timestamp.init(iso8601:)) }
    }
    if fields.has("ctaText") { callToAction = fields.string("ctaText") }
    theme = fields.string("theme") ?? theme
    guard inventory.isConsistent else { throw .plain(409, "Conflict", inventory.shortage) }
  }
}
