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

/// The last two are final.
package enum OrderStatus: String, Sendable, CaseIterable {
  case pending
  case completed
  case expired
}

/// The rule by which a pending order ends.
///
/// It is payable from its creation through the payment window and the grace period. It completes as soon as the
/// confirmed sum reaches the amount, and expires when the grace period ends before that. Both ends are final.
package struct OrderLifecycle: Sendable {
  package enum Outcome: Sendable, Equatable {
    case pending
    case completed(at: Timestamp)
    case expired(at: Timestamp)
  }

  package let amount: TokenAmount
  /// The first moment at which the order is no longer payable.
  package let graceEndsAt: Timestamp

  package init(amount: TokenAmount, graceEndsAt: Timestamp) {
    self.amount = amount
    self.graceEndsAt = graceEndsAt
  }

  /// An order that nobody looked at in time ended at the end of its grace period, not when someone looks.
  package func outcome(confirmed: TokenAmount, now: Timestamp) -> Outcome {
    if confirmed >= amount { return .completed(at: min(now, graceEndsAt)) }
    return now >= graceEndsAt ? .expired(at: graceEndsAt) : .pending
  }
}
