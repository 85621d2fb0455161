/// Tokens that arrived at an address, for an order or as a deposit.
package struct Transfer: Sendable {
  package enum Purpose: Sendable, Equatable {
    case order(id: String)
    case deposit(reference: String)
  }

  /// The reason for which a transfer does not count.
  package enum Refusal: String, Sendable {
    case wrongToken = "wrong_token"
    case wrongChain = "wrong_chain"
    case orderCompleted = "order_completed"
    case orderExpired = "order_expired"
  }

  package let sequence: Int64
  package let id: String
  package let transactionHash: String
  package let eventIndex: Int
  package let tenant: String
  package let purpose: Purpose
  package let amount: TokenAmount
  package let currency: String
  package let chainId: String
  package let address: String
  package let refusal: Refusal?
  package let confirmations: Int
  package let detectedAt: Timestamp
  package let confirmedAt: Timestamp?
  /// When the network took the transfer back, before it was final; nil if it did not. Such a transfer counts nowhere,
  /// and has no confirmations.
  package let droppedAt: Timestamp?

  package init(
    sequence: Int64, id: String, transactionHash: String, eventIndex: Int, tenant: String, purpose: Purpose,
    amount: TokenAmount, currency: String, chainId: String, address: String, refusal: Refusal?, confirmations: Int,
    detectedAt: Timestamp, confirmedAt: Timestamp?, droppedAt: Timestamp? = nil
  ) {
    self.sequence = sequence
    self.id = id
    self.transactionHash = transactionHash
    self.eventIndex = eventIndex
    self.tenant = tenant
    self.purpose = purpose
    self.amount = amount
    self.currency = currency
    self.chainId = chainId
    self.address = address
    self.refusal = refusal
    self.confirmations = confirmations
    self.detectedAt = detectedAt
    self.confirmedAt = confirmedAt
    self.droppedAt = droppedAt
  }
}

extension Transfer.Refusal {
  /// Returns nil if a transfer of the asset counts for the order.
  package init?(of asset: Asset, for order: Order) {
    switch order.status {
    case .completed: self = .orderCompleted
    case .expired: self = .orderExpired
    case .pending where asset.chain.id != order.chainId: self = .wrongChain
    case .pending where asset.currency != order.currency: self = .wrongToken
    case .pending: return nil
    }
  }
}

extension Transfer {
  /// The key of the transfer's event: the transaction, and the index unless it is the first, so that two deposits of
  /// one transaction differ.
  package var eventKey: String { eventIndex == 0 ? transactionHash : "\(transactionHash)_\(eventIndex)" }

  package var orderId: String? {
    guard case .order(let id) = purpose else { return nil }
    return id
  }

  package var depositReference: String? {
    guard case .deposit(let reference) = purpose else { return nil }
    return reference
  }
}
