/// An offer that anyone with its URL can pay, once it is published.
struct PaymentLink: Sendable {
  enum AmountType: String, Sendable {
    case fixed
    /// The payer chooses.
    case userInput = "user_input"
  }

  /// Items for sale. An item is reserved while its order is pending, and sold once that is completed.
  struct Inventory: Sendable, Equatable {
    /// Nil is unlimited.
    var total: Int?
    let reserved: Int
    let sold: Int

    var available: Int? { total.map { max(0, $0 - reserved - sold) } }
    /// What is promised already cannot be taken off the shelf.
    var isConsistent: Bool { total.map { $0 >= reserved + sold } ?? true }
  }

  let sequence: Int64
  let id: String
  let tenant: String
  var lifecycle: PaymentLinkLifecycle
  var title: String
  var description: String?
  /// As the merchant wrote it.
  var amountText: String
  var amountType: AmountType
  /// At least one, each pair once.
  var options: [PaymentOption]
  var inventory: Inventory
  /// The first moment at which nobody can pay any more.
  var expiresAt: Timestamp?
  /// JSON text.
  var metadata: String?
  /// What the button on the page says.
  var callToAction: String?
  /// Of the page: `dark` or `light`.
  var theme: String
  let createdAt: Timestamp
  var updatedAt: Timestamp

  var slug: String { lifecycle.slug }
  var status: PaymentLinkLifecycle.Status { lifecycle.status }
  var isArchived: Bool { lifecycle.isArchived }
  var publishedAt: Timestamp? { lifecycle.publishedAt }
}

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
