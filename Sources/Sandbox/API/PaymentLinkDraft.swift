/// What a merchant offers, checked.
struct PaymentLinkDraft {
  let title: String
  let description: String?
  let amountText: String
  let amountType: PaymentLink.AmountType
  let options: [PaymentOption]
  let inventoryTotal: Int?
  let expiresAt: Timestamp?
  let metadata: String?
  var callToAction: String?
  var theme = Self.defaultTheme

  static let defaultTheme = "dark"

  func link(sequence: Int64, id: String, slug: String, tenant: String, now: Timestamp) -> PaymentLink {
    PaymentLink(
      sequence: sequence, id: id, tenant: tenant, lifecycle: PaymentLinkLifecycle(slug: slug), title: title,
      description: description, amountText: amountText, amountType: amountType, options: options,
      inventory: PaymentLink.Inventory(total: inventoryTotal, reserved: 0, sold: 0), expiresAt: expiresAt,
      metadata: metadata, callToAction: callToAction, theme: theme, createdAt: now, updatedAt: now)
  }
}

extension PaymentLinkDraft {
  init(_ fields: Fields, now: Timestamp) throws(APIError) {
    try fields.require("title", "amount", "currencies")
    title = try fields.text("title")
    description = try fields.optionalString("description")
    (amountText, amountType) = try fields.linkAmount()
    options = try fields.paymentOptions()
    inventoryTotal = try fields.inventoryTotal()
    expiresAt = try fields.expiry(after: now)
    metadata = try fields.optionalObjectText("metadata")
  }
}
