/// An item of a payment link that somebody ordered.
struct PaymentLinkOrder: Sendable {
  /// Position in order of creation, over all links.
  let sequence: Int64
  let id: String
  let linkId: String
  let buyerEmail: String
  /// Its reference is this order's id; what became of it tells what became of this one.
  let order: Order
}
