/// Tokens that arrived at an address, for an order or as a deposit.
struct Transfer: Sendable {
  enum Purpose: Sendable, Equatable {
    case order(id: String)
    case deposit(reference: String)
  }

  /// Why the amount counts for nothing.
  enum Refusal: String, Sendable {
    case wrongToken = "wrong_token"
    case wrongChain = "wrong_chain"
    case orderCompleted = "order_completed"
    case orderExpired = "order_expired"
  }

  let sequence: Int64
  let id: String
  let transactionHash: String
  let eventIndex: Int
  let tenant: String
  let purpose: Purpose
  let amount: TokenAmount
  let currency: String
  let chainId: String
  let address: String
  let refusal: Refusal?
  let confirmations: Int
  let detectedAt: Timestamp
  let confirmedAt: Timestamp?
}

extension Transfer.Refusal {
  /// Nil if a transfer of that asset counts for the order.
  init?(of asset: Asset, for order: Order) {
    switch order.status {
    case .completed: self = .orderCompleted
    case .expired: self = .orderExpired
    case .pending where asset.chain.id != order.chainId: self = .wrongChain
    case .pending where asset.currency != order.currency: self = .wrongToken
    case .pending: return nil
    }
  }
}
