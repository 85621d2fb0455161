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
