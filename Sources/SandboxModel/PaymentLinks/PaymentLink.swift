/// An offer that anyone with its URL can pay, once it is published.
package struct PaymentLink: Sendable {
  package enum AmountType: String, Sendable {
    case fixed
    /// The payer chooses the amount.
    case userInput = "user_input"
  }

  /// Items for sale. An item is reserved while its order is pending, and sold once that is completed.
  package struct Inventory: Sendable, Equatable {
    /// The number of items; nil if it is unlimited.
    package var total: Int?
    package let reserved: Int
    package let sold: Int

    package var available: Int? { total.map { max(0, $0 - reserved - sold) } }
    /// Whether the total covers what is reserved and sold.
    package var isConsistent: Bool { total.map { $0 >= reserved + sold } ?? true }
  }

  package let sequence: Int64
  package let id: String
  package let tenant: String
  package var lifecycle: PaymentLinkLifecycle
  package var title: String
  package var description: String?
  /// The amount as the merchant wrote it.
  package var amountText: String
  package var amountType: AmountType
  /// The accepted tokens: at least one, each pair of token and chain once.
  package var options: [PaymentOption]
  package var inventory: Inventory
  /// The first moment at which the link can no longer be paid.
  package var expiresAt: Timestamp?
  /// The merchant's metadata as JSON text.
  package var metadata: String?
  /// The text of the button on the page.
  package var callToAction: String?
  /// The colours of the page: `dark` or `light`.
  package var theme: String
  package let createdAt: Timestamp
  package var updatedAt: Timestamp

  package var slug: String { lifecycle.slug }
  package var status: PaymentLinkLifecycle.Status { lifecycle.status }
  package var isArchived: Bool { lifecycle.isArchived }
  package var publishedAt: Timestamp? { lifecycle.publishedAt }
}

/// A validated request for a payment link.
package struct PaymentLinkDraft {
  package let title: String
  package let description: String?
  package let amountText: String
  package let amountType: PaymentLink.AmountType
  package let options: [PaymentOption]
  package let inventoryTotal: Int?
  package let expiresAt: Timestamp?
  package let metadata: String?
  package var callToAction: String?
  package var theme = Self.defaultTheme

  package static let defaultTheme = "dark"

  package init(
    title: String, description: String?, amountText: String, amountType: PaymentLink.AmountType,
    options: [PaymentOption], inventoryTotal: Int?, expiresAt: Timestamp?, metadata: String?,
    callToAction: String? = nil, theme: String = defaultTheme
  ) {
    self.title = title
    self.description = description
    self.amountText = amountText
    self.amountType = amountType
    self.options = options
    self.inventoryTotal = inventoryTotal
    self.expiresAt = expiresAt
    self.metadata = metadata
    self.callToAction = callToAction
    self.theme = theme
  }

  package func link(sequence: Int64, id: String, slug: String, tenant: String, now: Timestamp) -> PaymentLink {
    PaymentLink(
      sequence: sequence, id: id, tenant: tenant, lifecycle: PaymentLinkLifecycle(slug: slug), title: title,
      description: description, amountText: amountText, amountType: amountType, options: options,
      inventory: PaymentLink.Inventory(total: inventoryTotal, reserved: 0, sold: 0), expiresAt: expiresAt,
      metadata: metadata, callToAction: callToAction, theme: theme, createdAt: now, updatedAt: now)
  }
}
