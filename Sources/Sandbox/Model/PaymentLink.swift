/// An offer that anyone with its URL can pay, once it is published.
struct PaymentLink: Sendable {
  enum Status: String, Sendable {
    case draft
    case published
  }

  /// Items for sale. An item is reserved while its order is pending.
  struct Inventory: Sendable {
    /// Nil is unlimited.
    var total: Int?
    let reserved: Int
    let sold: Int

    var available: Int? { total.map { max(0, $0 - reserved - sold) } }
  }

  let sequence: Int64
  let id: String
  let tenant: String
  let slug: String
  var title: String
  var description: String?
  /// As the merchant wrote it; zero lets the payer choose.
  var amountText: String
  /// JSON text: the list of accepted pairs.
  let currencies: String
  var inventory: Inventory
  var expiresAt: Timestamp?
  /// JSON text.
  var metadata: String?
  let status: Status
  /// Independent of the status, and reversible.
  let isArchived: Bool
  let createdAt: Timestamp
  let publishedAt: Timestamp?
}
