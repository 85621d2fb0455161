/// An address of the pool with what it is used for.
struct PoolAddress: Sendable {
  struct Use: Sendable {
    enum Kind: String, Sendable {
      case order
      case deposit
    }

    let kind: Kind
    /// The order's id or the depositor's reference; nil if they belong to somebody else.
    let externalId: String?
    let since: Timestamp
  }

  let address: String
  let addressProtocol: AddressProtocol
  let state: AddressState
  /// Nil unless it is allocated or bound.
  let use: Use?
  /// When it was last released.
  let recycledAt: Timestamp?
  /// Nil unless it is cooling down.
  let coolingUntil: Timestamp?
  /// Nil if it is older than the column.
  let createdAt: Timestamp?
}
