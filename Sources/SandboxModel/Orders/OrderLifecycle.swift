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

  /// The outcome at `now`. A late evaluation gives the end of the grace period as the end of the order.
  package func outcome(confirmed: TokenAmount, now: Timestamp) -> Outcome {
    if confirmed >= amount { return .completed(at: min(now, graceEndsAt)) }
    return now >= graceEndsAt ? .expired(at: graceEndsAt) : .pending
  }
}

/// Ends orders by their lifecycle and releases their addresses.
package struct OrderSettlement {
  let orders: OrderRepository
  let transfers: TransferRepository
  let pool: AddressPool
  let outbox: EventOutbox

  /// Ends every order whose time is over.
  /// - Returns: the number of orders.
  package func settleDue(now: Timestamp) throws -> Int {
    let due = try orders.due(now: now)
    for order in due { try settle(order, now: now) }
    return due.count
  }

  package func settle(_ order: Order, now: Timestamp) throws {
    let lifecycle = OrderLifecycle(amount: try TokenAmount(order.amountText), graceEndsAt: order.graceEndsAt)
    let received = try transfers.received(orderId: order.id)
    switch lifecycle.outcome(confirmed: received.confirmed, now: now) {
    case .pending:
      return
    case .completed(let time):
      try orders.end(order, .completed, at: time, transactionHash: received.lastTransactionHash)
      try pool.release(order.address, at: time)
    case .expired(let time):
      try orders.end(order, .expired, at: time, transactionHash: nil)
      try pool.release(order.address, at: time)
    }
    if let ended = try orders.find(id: order.id) { try outbox.record(.orderEnded(ended), at: now) }
  }
}
