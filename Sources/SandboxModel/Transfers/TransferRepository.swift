/// The table of transfers.
package struct TransferRepository {
  /// The sums of the transfers that an order has received. Only transfers that are neither refused nor taken back count.
  package struct Received {
    package var detected = TokenAmount.zero
    package var confirmed = TokenAmount.zero
    /// The hash of the transfer that was confirmed last.
    package var lastTransactionHash: String?
    package var count = 0
    package var firstDetectedAt: Timestamp?
    /// The confirmations of the latest transfer that waits for some, or of the one confirmed last if none waits.
    package var lastConfirmations = 0
  }

  /// The SQL condition of the transfers that count: neither refused nor taken back.
  package static let counted = "refusal IS NULL AND dropped_at IS NULL"

  package let database: Database

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: Transfer.self)
  }

  package func insert(_ transfer: Transfer) throws {
    try database.insert(transfer)
  }

  package func find(transactionHash: String, eventIndex: Int) throws -> Transfer? {
    try database.record(
      "WHERE transaction_hash = ? AND event_index = ?", [.text(transactionHash), SQLValue(eventIndex)])
  }

  /// Stores the confirmations of a transfer.
  /// - Parameter time: when it was confirmed; nil as long as the confirmations are too few.
  package func confirm(_ transfer: Transfer, confirmations: Int, at time: Timestamp?) throws {
    try database.execute(
      "UPDATE transfers SET confirmations = ?, confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL AND dropped_at IS NULL",
      [SQLValue(confirmations), SQLValue(time), .text(transfer.id)])
  }

  package func received(orderId: String) throws -> Received {
    let transfers: [Transfer] = try database.records(
      "WHERE order_id = ? AND \(Self.counted) ORDER BY confirmed_at IS NULL, confirmed_at, sequence", [.text(orderId)])
    return transfers.reduce(into: Received()) { $0.add($1) }
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (transfers: [Transfer], total: Int) {
    let transfers: [Transfer] = try database.records(
      "\(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?", filter.values + page.values)
    return (transfers, try count(filter))
  }
}

extension TransferRepository {
  /// Counts the transfers that match. Deposits of all tenants together are counted by the totals.
  private func count(_ filter: Filter) throws -> Int {
    guard filter.consists(of: ["deposit_reference IS NOT NULL"]) else {
      return try database.count(Transfer.self, filter)
    }
    return try database.numberOfRows(Self.groups, where: "business_type", is: "deposit")
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

extension Transfer: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case transactionHash = "transaction_hash"
    case eventIndex = "event_index"
    case tenant
    case orderId = "order_id"
    case depositReference = "deposit_reference"
    case amount
    case currency
    case chainId = "chain_id"
    case address
    case refusal
    case confirmations
    case detectedAt = "detected_at"
    case confirmedAt = "confirmed_at"
    case droppedAt = "dropped_at"
  }

  static let table = Table<Transfer>("transfers", key: .id)

  init(_ row: inout RecordRow<Transfer>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), transactionHash: try row.text(.transactionHash),
      eventIndex: try row.int(.eventIndex), tenant: try row.text(.tenant), purpose: try row.purpose(),
      amount: try row.amount(.amount), currency: try row.text(.currency), chainId: try row.text(.chainId),
      address: try row.text(.address), refusal: try row.optionalValue(.refusal),
      confirmations: try row.int(.confirmations), detectedAt: try row.timestamp(.detectedAt),
      confirmedAt: row.optionalTimestamp(.confirmedAt), droppedAt: row.optionalTimestamp(.droppedAt))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .transactionHash: .text(transactionHash)
    case .eventIndex: SQLValue(eventIndex)
    case .tenant: .text(tenant)
    case .orderId: SQLValue(orderId)
    case .depositReference: SQLValue(depositReference)
    case .amount: .text(amount.description)
    case .currency: .text(currency)
    case .chainId: .text(chainId)
    case .address: .text(address)
    case .refusal: SQLValue(refusal?.rawValue)
    case .confirmations: SQLValue(confirmations)
    case .detectedAt: SQLValue(detectedAt)
    case .confirmedAt: SQLValue(confirmedAt)
    case .droppedAt: SQLValue(droppedAt)
    }
  }
}

extension RecordRow<Transfer> {
  fileprivate mutating func purpose() throws(DatabaseError) -> Transfer.Purpose {
    let (orderId, reference) = (optionalText(.orderId), optionalText(.depositReference))
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

extension TransferRepository {
  /// Deposits of all tenants. The index is named because the planner would rather walk through all transfers.
  package func deposits(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Transfer> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        """
        INDEXED BY deposits_by_sequence WHERE deposit_reference IS NOT NULL AND sequence \(comparison)
        ORDER BY sequence \(order) LIMIT ?
        """, [.integer(number), SQLValue(count)])
    }
  }

  /// Finds a transfer of any tenant.
  package func find(id: String) throws -> Transfer? {
    try database.record("WHERE id = ?", [.text(id)])
  }

  /// The transfers of an order, oldest first, those that do not count included.
  package func transfers(ofOrder id: String, limit: Int) throws -> [Transfer] {
    try database.records("WHERE order_id = ? ORDER BY sequence LIMIT ?", [.text(id), SQLValue(limit)])
  }
}
