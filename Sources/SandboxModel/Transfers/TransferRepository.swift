/// The table of transfers.
package struct TransferRepository {
  /// The sums of the transfers that an order has received. Refused transfers do not count.
  package struct Received {
    package var detected = TokenAmount.zero
    package var confirmed = TokenAmount.zero
    /// The hash of the transfer that was confirmed last.
    package var lastTransactionHash: String?
    package var count = 0
    package var firstDetectedAt: Timestamp?
    /// The confirmations of the transfer that was detected last.
    package var lastConfirmations = 0
  }

  private static let columns = """
    sequence, id, transaction_hash, event_index, tenant, order_id, deposit_reference, amount, currency, chain_id, \
    address, refusal, confirmations, detected_at, confirmed_at
    """

  package let database: Database

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM transfers") + 1
  }

  package func insert(_ transfer: Transfer) throws {
    let (orderId, reference): (String?, String?) =
      switch transfer.purpose {
      case .order(let id): (id, nil)
      case .deposit(let reference): (nil, reference)
      }
    try database.execute(
      "INSERT INTO transfers (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(transfer.sequence), .text(transfer.id), .text(transfer.transactionHash),
        SQLValue(transfer.eventIndex), .text(transfer.tenant), SQLValue(orderId), SQLValue(reference),
        .text(transfer.amount.description), .text(transfer.currency), .text(transfer.chainId),
        .text(transfer.address), SQLValue(transfer.refusal?.rawValue), SQLValue(transfer.confirmations),
        SQLValue(transfer.detectedAt), SQLValue(transfer.confirmedAt),
      ])
  }

  package func find(transactionHash: String, eventIndex: Int) throws -> Transfer? {
    try database.first(
      "SELECT \(Self.columns) FROM transfers WHERE transaction_hash = ? AND event_index = ?",
      [.text(transactionHash), SQLValue(eventIndex)], Self.read)
  }

  /// Stores the confirmations of a transfer.
  /// - Parameter time: when it was confirmed; nil as long as the confirmations are too few.
  package func confirm(_ transfer: Transfer, confirmations: Int, at time: Timestamp?) throws {
    try database.execute(
      "UPDATE transfers SET confirmations = ?, confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL",
      [SQLValue(confirmations), SQLValue(time), .text(transfer.id)])
  }

  package func received(orderId: String) throws -> Received {
    let rows = try database.all(
      """
      SELECT \(Self.columns) FROM transfers WHERE order_id = ? AND refusal IS NULL ORDER BY confirmed_at, sequence
      """, [.text(orderId)], Self.read)
    return rows.reduce(into: Received()) { $0.add($1) }
  }

  package func totals(reference: String, tenant: String) throws -> DepositTotals {
    try totals("deposit_reference = ?", .text(reference), tenant: tenant)
  }

  /// The totals of all depositors.
  package func totals(tenant: String) throws -> DepositTotals {
    try totals("deposit_reference IS NOT NULL", tenant: tenant)
  }

  private func totals(_ condition: String, _ values: SQLValue..., tenant: String) throws -> DepositTotals {
    let rows = try database.all(
      """
      SELECT amount, currency, detected_at, confirmed_at FROM transfers
      WHERE \(condition) AND tenant = ? AND refusal IS NULL ORDER BY sequence
      """, values + [.text(tenant)]
    ) { row throws(DatabaseError) in
      (try row.amount(), try row.text(), try row.timestamp(), row.optionalTimestamp())
    }
    return rows.reduce(into: DepositTotals()) { totals, row in
      totals.add(row.0, of: row.1, detectedAt: row.2, isConfirmed: row.3 != nil)
    }
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (transfers: [Transfer], total: Int) {
    let transfers = try database.all(
      "SELECT \(Self.columns) FROM transfers \(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    return (transfers, Int(try database.number("SELECT COUNT(*) FROM transfers \(filter.clause)", filter.values)))
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> Transfer {
    Transfer(
      sequence: try row.integer(), id: try row.text(), transactionHash: try row.text(), eventIndex: try row.int(),
      tenant: try row.text(), purpose: try row.purpose(), amount: try row.amount(), currency: try row.text(),
      chainId: try row.text(), address: try row.text(), refusal: try row.optionalValue(Transfer.Refusal.self),
      confirmations: try row.int(), detectedAt: try row.timestamp(), confirmedAt: row.optionalTimestamp())
  }
}

extension TransferRepository.Received {
  fileprivate mutating func add(_ transfer: Transfer) {
    count += 1
    detected = detected + transfer.amount
    firstDetectedAt = min(firstDetectedAt ?? transfer.detectedAt, transfer.detectedAt)
    lastConfirmations = transfer.confirmations
    guard transfer.confirmedAt != nil else { return }
    confirmed = confirmed + transfer.amount
    lastTransactionHash = transfer.transactionHash
  }
}

extension Row {
  fileprivate mutating func purpose() throws(DatabaseError) -> Transfer.Purpose {
    let (orderId, reference) = (optionalText(), optionalText())
    if let orderId { return .order(id: orderId) }
    if let reference { return .deposit(reference: reference) }
    throw DatabaseError(code: .corrupt, message: "a transfer for nothing")
  }
}

extension TransferRepository.Received {
  package var status: String? {
    count == 0 ? nil : confirmed == detected ? "confirmed" : "pending"
  }
}
