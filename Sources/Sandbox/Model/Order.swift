/// A request for one payment to one address.
struct Order: Sendable {
  /// Position in order of creation, over all tenants.
  let sequence: Int64
  let id: String
  let tenant: String
  let reference: String
  /// As the merchant wrote it.
  let amountText: String
  let currency: String
  let chainId: String
  let address: String
  let status: OrderStatus
  let terms: PaymentTerms
  let createdAt: Timestamp
  let windowEndsAt: Timestamp
  let graceEndsAt: Timestamp
  let successUrl: String?
  let cancelUrl: String?
  /// JSON text.
  let metadata: String?
  /// The transfer that completed the order.
  let transactionHash: String?
  /// When the status became final.
  let endedAt: Timestamp?
}
