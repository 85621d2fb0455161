extension Schema {
  /// The time at which the network took a transfer back.
  static let reorganisations = "ALTER TABLE transfers ADD COLUMN dropped_at INTEGER;"
}

/// What a chain does with a transfer after it was seen: it adds blocks to it, or takes it back before it is final.
extension TransferRepository {
  private static let isDeposit = "deposit_reference IS NOT NULL"
  private static let isOfPendingOrder = """
    EXISTS (SELECT 1 FROM orders WHERE orders.id = transfers.order_id AND orders.status = 'pending')
    """

  /// The SQL condition of the transfers that wait for confirmations. Those of an order that has ended no longer do.
  private static let waiting = "confirmed_at IS NULL AND \(counted) AND (\(isDeposit) OR \(isOfPendingOrder))"

  /// The SQL condition of the transfers that can be taken back: deposits, transfers of pending orders, and those that
  /// were refused and so never counted. A completed or expired order is final.
  private static let reversible =
    "dropped_at IS NULL AND (refusal IS NOT NULL OR \(isDeposit) OR \(isOfPendingOrder))"

  /// Finds the latest transfer that passes the filter.
  package func latest(_ filter: Filter) throws -> Transfer? {
    try database.record("\(filter.clause) ORDER BY sequence DESC LIMIT 1", filter.values)
  }

  /// Finds the latest transfer that passes the filter and can be taken back.
  package func latestReversible(_ filter: Filter) throws -> Transfer? {
    var filter = filter
    filter.require(Self.reversible)
    return try latest(filter)
  }

  /// Finds the transfers that pass the filter and wait for confirmations, oldest first.
  package func waiting(_ filter: Filter) throws -> [Transfer] {
    var filter = filter
    filter.require(Self.waiting)
    return try database.records("\(filter.clause) ORDER BY sequence", filter.values)
  }

  /// Counts the owners of the transfers that pass the filter.
  package func tenants(_ filter: Filter) throws -> Int {
    Int(try database.number("SELECT COUNT(DISTINCT tenant) FROM transfers \(filter.clause)", filter.values))
  }

  /// Takes a transfer back. It loses its confirmations.
  package func drop(_ transfer: Transfer, at time: Timestamp) throws {
    try database.execute(
      "UPDATE transfers SET dropped_at = ?, confirmations = 0, confirmed_at = NULL WHERE id = ?",
      [SQLValue(time), .text(transfer.id)])
  }

  /// Stores that a transfer which was taken back is on the chain again, in a block of its own.
  /// - Parameter confirmedAt: when it was confirmed; nil as long as the confirmations are too few.
  package func restore(
    _ transfer: Transfer, refusal: Transfer.Refusal?, confirmations: Int, detectedAt: Timestamp,
    confirmedAt: Timestamp?
  ) throws {
    try database.execute(
      """
      UPDATE transfers SET dropped_at = NULL, refusal = ?, confirmations = ?, detected_at = ?, confirmed_at = ?
      WHERE id = ?
      """,
      [
        SQLValue(refusal?.rawValue), SQLValue(confirmations), SQLValue(detectedAt), SQLValue(confirmedAt),
        .text(transfer.id),
      ])
  }
}
