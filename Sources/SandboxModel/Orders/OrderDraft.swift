/// A validated request for an order.
package struct OrderDraft {
  package static let defaultWindowMinutes = 10
  package static let defaultGraceMinutes = 5

  package let reference: String
  package let amountText: String
  package let asset: Asset
  package let terms: PaymentTerms
  package let successUrl: String?
  package let cancelUrl: String?
  package let metadata: String?

  package init(
    reference: String, amountText: String, asset: Asset, terms: PaymentTerms, successUrl: String?, cancelUrl: String?,
    metadata: String?
  ) {
    self.reference = reference
    self.amountText = amountText
    self.asset = asset
    self.terms = terms
    self.successUrl = successUrl
    self.cancelUrl = cancelUrl
    self.metadata = metadata
  }

  package func order(sequence: Int64, id: String, tenant: String, address: String, now: Timestamp) -> Order {
    let windowEndsAt = now.adding(minutes: terms.windowMinutes)
    return Order(
      sequence: sequence, id: id, tenant: tenant, reference: reference, amountText: amountText,
      currency: asset.currency, chainId: asset.chain.id, address: address, status: .pending, terms: terms,
      createdAt: now, windowEndsAt: windowEndsAt, graceEndsAt: windowEndsAt.adding(minutes: terms.graceMinutes),
      successUrl: successUrl, cancelUrl: cancelUrl, metadata: metadata, transactionHash: nil, endedAt: nil)
  }
}

/// The time in which an order can be paid, in minutes.
package struct PaymentTerms: Sendable, Equatable {
  package static let windowRange = 1...60
  package static let graceRange = 0...30
  package static let longest = 60
  /// The terms of an order that asks for no others.
  package static let standard = PaymentTerms(
    window: OrderDraft.defaultWindowMinutes, grace: OrderDraft.defaultGraceMinutes)

  package let windowMinutes: Int
  /// The time after the window in which the order is no longer shown for payment, but a payment on its way still
  /// counts.
  package let graceMinutes: Int

  /// Returns nil if a number is out of its range, or the sum exceeds `longest`.
  package init?(windowMinutes: Int, graceMinutes: Int) {
    guard Self.windowRange.contains(windowMinutes), Self.graceRange.contains(graceMinutes),
      windowMinutes + graceMinutes <= Self.longest
    else { return nil }
    self.init(window: windowMinutes, grace: graceMinutes)
  }

  private init(window: Int, grace: Int) {
    windowMinutes = window
    graceMinutes = grace
  }
}

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
