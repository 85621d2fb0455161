/// Makes orders: takes an address for one and stores it.
struct OrderPlacement {
  let orders: OrderRepository
  let pool: AddressPool
  let identifiers: Identifiers
  let outbox: EventOutbox

  /// Nil if no address is free; then nothing is stored.
  func place(_ draft: OrderDraft, tenant: String, now: Timestamp) throws -> Order? {
    guard let address = try pool.take(draft.asset.chain.addressProtocol, for: .allocated, now: now) else { return nil }
    let sequence = try orders.nextSequence()
    let order = draft.order(
      sequence: sequence, id: identifiers.id("ord", sequence), tenant: tenant, address: address, now: now)
    try orders.insert(order)
    try outbox.record(.orderCreated(order), at: now)
    return order
  }
}
