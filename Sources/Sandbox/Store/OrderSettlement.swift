/// Ends orders by their lifecycle and frees their addresses.
struct OrderSettlement {
  let orders: OrderRepository
  let transfers: TransferRepository
  let pool: AddressPool
  let outbox: EventOutbox

  /// Ends every order whose time is over.
  func settleDue(now: Timestamp) throws {
    for order in try orders.due(now: now) {
      try settle(order, now: now)
    }
  }

  func settle(_ order: Order, now: Timestamp) throws {
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
