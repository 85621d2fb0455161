/// A request for one payment to one address.
package struct Order: Sendable {
  /// The position in order of creation, over all tenants.
  package let sequence: Int64
  package let id: String
  package let tenant: String
  package let reference: String
  /// The amount as the merchant wrote it.
  package let amountText: String
  package let currency: String
  package let chainId: String
  package let address: String
  package let status: OrderStatus
  package let terms: PaymentTerms
  package let createdAt: Timestamp
  package let windowEndsAt: Timestamp
  package let graceEndsAt: Timestamp
  package let successUrl: String?
  package let cancelUrl: String?
  /// The merchant's metadata as JSON text.
  package let metadata: String?
  /// The hash of the transaction that completed the order.
  package let transactionHash: String?
  /// When the status became final.
  package let endedAt: Timestamp?

  package var completedAt: Timestamp? { status == .completed ? endedAt : nil }

  package var expiredAt: Timestamp? { status == .expired ? endedAt : nil }

  /// The number of confirmations that the order's chain requires; 0 if the sandbox does not have the order's asset.
  package var requiredConfirmations: Int {
    Asset(currency: currency, chainId: chainId)?.chain.requiredConfirmations ?? 0
  }
}

/// The status of an order. `completed` and `expired` are final.
package enum OrderStatus: String, Sendable, CaseIterable {
  case pending
  case completed
  case expired
}
