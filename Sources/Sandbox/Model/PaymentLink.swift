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
