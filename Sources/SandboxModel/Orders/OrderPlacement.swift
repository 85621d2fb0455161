/// Creates orders: reserves an address for one and stores it.
package struct OrderPlacement {
  package let orders: OrderRepository
  package let pool: AddressPool
  package let identifiers: Identifiers
  package let outbox: EventOutbox

  /// Creates an order. Returns nil, and stores nothing, if no address is free.
  package func place(_ draft: OrderDraft, tenant: String, now: Timestamp) throws -> Order? {
    guard let address = try pool.reserve(draft.asset.chain.addressProtocol, for: .allocated, now: now) else {
      return nil
    }
    let sequence = try orders.nextSequence()
    let order = draft.order(
      sequence: sequence, id: identifiers.id("ord", sequence), tenant: tenant, address: address, now: now)
    try orders.insert(order)
    try outbox.record(.orderCreated(order), at: now)
    return order
  }
}

/// Ends orders by their lifecycle and releases their addresses.
package struct OrderSettlement {
  let orders: OrderRepository
  let transfers: TransferRepository
  let pool: AddressPool
  let outbox: EventOutbox

  /// Ends every order whose time is over.
  package func settleDue(now: Timestamp) throws {
    for order in try orders.due(now: now) {
      try settle(order, now: now)
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
