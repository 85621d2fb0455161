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

  /// The number of orders that are ended in one transaction: they take about ten milliseconds.
  fileprivate static let batch = 50

  /// Ends the first orders whose time is over, as many as one transaction should.
  package func settleDue(now: Timestamp) throws -> Batch {
    let due = try orders.due(now: now, limit: Self.batch)
    for order in due { try settle(order, now: now) }
    return Batch(ended: due.count, isMoreDue: try due.count == Self.batch && orders.hasDue(now: now))
  }

  /// What one transaction has ended.
  package struct Batch {
    /// The number of orders that their time has ended.
    package var ended: Int
    package var isMoreDue: Bool

    package init(ended: Int, isMoreDue: Bool) {
      self.ended = ended
      self.isMoreDue = isMoreDue
    }
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

extension Database {
  /// Whether more orders are due than are ended in one transaction.
  /// - Parameter time: the time of the machine.
  package func hasBacklog(at time: Timestamp) throws(DatabaseError) -> Bool {
    try number(
      """
      SELECT EXISTS (
        SELECT 1 FROM orders WHERE status = 'pending'
          AND grace_ends_at <= (SELECT MAX(? + ahead_milliseconds, latest) FROM clock) LIMIT 1 OFFSET ?)
      """, [SQLValue(time), SQLValue(OrderSettlement.batch)]) == 1
  }
}
