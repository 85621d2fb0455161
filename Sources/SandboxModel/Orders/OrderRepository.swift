/// The table of orders.
package struct OrderRepository {
  let database: Database

  func nextSequence() throws -> Int64 {
    try database.nextSequence(of: Order.self)
  }

  func insert(_ order: Order) throws {
    try database.insert(order)
    try OrderReferences(database: database).add(order.sequence)
  }

  package func find(id: String) throws -> Order? {
    try database.record("WHERE id = ?", [.text(id)])
  }

  package func find(id: String, tenant: String) throws -> Order? {
    try find(id: id).flatMap { $0.tenant == tenant ? $0 : nil }
  }

  /// Finds the latest order with exactly that reference.
  package func find(reference: String, tenant: String) throws -> Order? {
    try database.record(
      "WHERE tenant = ? AND reference = ? ORDER BY sequence DESC LIMIT 1", [.text(tenant), .text(reference)])
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (orders: [Order], total: Int) {
    let orders: [Order] = try database.records(
      "\(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?", filter.values + page.values)
    return (orders, try count(filter))
  }

  /// Counts the orders that match. Those of all tenants together are counted by the totals.
  private func count(_ filter: Filter) throws -> Int {
    guard filter.consists(of: ["sequence > 0"]) else { return try database.count(Order.self, filter) }
    return try database.numberOfRows(Self.groups)
  }

  package func hasDue(now: Timestamp) throws -> Bool {
    try database.number(
      "SELECT EXISTS (SELECT 1 FROM orders WHERE status = 'pending' AND grace_ends_at <= ?)", [SQLValue(now)]) == 1
  }

  /// The first orders that are due.
  func due(now: Timestamp, limit: Int) throws -> [Order] {
    try database.records(
      "WHERE status = 'pending' AND grace_ends_at <= ? ORDER BY grace_ends_at, sequence LIMIT ?",
      [SQLValue(now), SQLValue(limit)])
  }

  package func countDue(now: Timestamp) throws -> Int {
    Int(
      try database.number(
        "SELECT COUNT(*) FROM orders WHERE status = 'pending' AND grace_ends_at <= ?", [SQLValue(now)]))
  }

  func nextDue(after now: Timestamp) throws -> Timestamp? {
    try database.first(
      "SELECT MIN(grace_ends_at) FROM orders WHERE status = 'pending' AND grace_ends_at > ?", [SQLValue(now)]
    ) { row in row.optionalTimestamp() } ?? nil
  }

  /// Ends a pending order; a final one stays as it is.
  func end(_ order: Order, _ status: OrderStatus, at time: Timestamp, transactionHash: String?) throws {
    try database.execute(
      "UPDATE orders SET status = ?, ended_at = ?, transaction_hash = ? WHERE id = ? AND status = 'pending'",
      [.text(status.rawValue), SQLValue(time), SQLValue(transactionHash), .text(order.id)])
  }
}

extension Order: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case tenant
    case reference
    case amount
    case currency
    case chainId = "chain_id"
    case address
    case status
    case windowMinutes = "window_minutes"
    case graceMinutes = "grace_minutes"
    case createdAt = "created_at"
    case windowEndsAt = "window_ends_at"
    case graceEndsAt = "grace_ends_at"
    case successUrl = "success_url"
    case cancelUrl = "cancel_url"
    case metadata
    case transactionHash = "transaction_hash"
    case endedAt = "ended_at"
  }

  static let table = Table<Order>("orders", key: .id)

  init(_ row: inout RecordRow<Order>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), tenant: try row.text(.tenant),
      reference: try row.text(.reference), amountText: try row.text(.amount), currency: try row.text(.currency),
      chainId: try row.text(.chainId), address: try row.text(.address), status: try row.value(.status),
      terms: try row.terms(), createdAt: try row.timestamp(.createdAt), windowEndsAt: try row.timestamp(.windowEndsAt),
      graceEndsAt: try row.timestamp(.graceEndsAt), successUrl: row.optionalText(.successUrl),
      cancelUrl: row.optionalText(.cancelUrl), metadata: row.optionalText(.metadata),
      transactionHash: row.optionalText(.transactionHash), endedAt: row.optionalTimestamp(.endedAt))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .tenant: .text(tenant)
    case .reference: .text(reference)
    case .amount: .text(amountText)
    case .currency: .text(currency)
    case .chainId: .text(chainId)
    case .address: .text(address)
    case .status: .text(status.rawValue)
    case .windowMinutes: SQLValue(terms.windowMinutes)
    case .graceMinutes: SQLValue(terms.graceMinutes)
    case .createdAt: SQLValue(createdAt)
    case .windowEndsAt: SQLValue(windowEndsAt)
    case .graceEndsAt: SQLValue(graceEndsAt)
    case .successUrl: SQLValue(successUrl)
    case .cancelUrl: SQLValue(cancelUrl)
    case .metadata: SQLValue(metadata)
    case .transactionHash: SQLValue(transactionHash)
    case .endedAt: SQLValue(endedAt)
    }
  }
}

extension RecordRow<Order> {
  fileprivate mutating func terms() throws(DatabaseError) -> PaymentTerms {
    let (window, grace) = (try int(.windowMinutes), try int(.graceMinutes))
    guard let terms = PaymentTerms(windowMinutes: window, graceMinutes: grace) else {
      throw DatabaseError(code: .corrupt, message: "impossible payment terms \(window)+\(grace)")
    }
    return terms
  }
}

extension OrderRepository {
  /// Orders of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Order> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        "WHERE sequence \(comparison) ORDER BY sequence \(order) LIMIT ?", [.integer(number), SQLValue(count)])
    }
  }
}
