/// The table of orders.
package struct OrderRepository {
  private static let columns = """
    sequence, id, tenant, reference, amount, currency, chain_id, address, status, window_minutes, grace_minutes, \
    created_at, window_ends_at, grace_ends_at, success_url, cancel_url, metadata, transaction_hash, ended_at
    """

  let database: Database

  func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM orders") + 1
  }

  func insert(_ order: Order) throws {
    try database.execute(
      "INSERT INTO orders (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(order.sequence), .text(order.id), .text(order.tenant), .text(order.reference),
        .text(order.amountText), .text(order.currency), .text(order.chainId), .text(order.address),
        .text(order.status.rawValue), SQLValue(order.terms.windowMinutes), SQLValue(order.terms.graceMinutes),
        SQLValue(order.createdAt), SQLValue(order.windowEndsAt), SQLValue(order.graceEndsAt),
        SQLValue(order.successUrl), SQLValue(order.cancelUrl), SQLValue(order.metadata),
        SQLValue(order.transactionHash), SQLValue(order.endedAt),
      ])
  }

  package func find(id: String) throws -> Order? {
    try database.first("SELECT \(Self.columns) FROM orders WHERE id = ?", [.text(id)], Self.read)
  }

  package func find(id: String, tenant: String) throws -> Order? {
    try find(id: id).flatMap { $0.tenant == tenant ? $0 : nil }
  }

  /// Finds the latest order with exactly that reference.
  package func find(reference: String, tenant: String) throws -> Order? {
    try database.first(
      "SELECT \(Self.columns) FROM orders WHERE tenant = ? AND reference = ? ORDER BY sequence DESC LIMIT 1",
      [.text(tenant), .text(reference)], Self.read)
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (orders: [Order], total: Int) {
    let orders = try database.all(
      "SELECT \(Self.columns) FROM orders \(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    return (orders, try count(filter))
  }

  private func count(_ filter: Filter) throws -> Int {
    let isCounted = filter.consists(of: ["tenant = ?", "status = ?"])
    let count = isCounted ? "SUM(orders) FROM order_counts" : "COUNT(*) FROM orders"
    return Int(try database.number("SELECT \(count) \(filter.clause)", filter.values))
  }

  package func hasDue(now: Timestamp) throws -> Bool {
    try database.number(
      "SELECT EXISTS (SELECT 1 FROM orders WHERE status = 'pending' AND grace_ends_at <= ?)", [SQLValue(now)]) == 1
  }

  package func due(now: Timestamp) throws -> [Order] {
    try database.all(
      """
      SELECT \(Self.columns) FROM orders WHERE status = 'pending' AND grace_ends_at <= ?
      ORDER BY grace_ends_at, sequence
      """, [SQLValue(now)], Self.read)
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

  private static func read(_ row: inout Row) throws(DatabaseError) -> Order {
    Order(
      sequence: try row.integer(), id: try row.text(), tenant: try row.text(), reference: try row.text(),
      amountText: try row.text(), currency: try row.text(), chainId: try row.text(), address: try row.text(),
      status: try row.value(OrderStatus.self), terms: try row.terms(), createdAt: try row.timestamp(),
      windowEndsAt: try row.timestamp(), graceEndsAt: try row.timestamp(), successUrl: row.optionalText(),
      cancelUrl: row.optionalText(), metadata: row.optionalText(), transactionHash: row.optionalText(),
      endedAt: row.optionalTimestamp())
  }
}

extension Row {
  fileprivate mutating func terms() throws(DatabaseError) -> PaymentTerms {
    let (window, grace) = (try int(), try int())
    guard let terms = PaymentTerms(windowMinutes: window, graceMinutes: grace) else {
      throw DatabaseError(code: .corrupt, message: "impossible payment terms \(window)+\(grace)")
    }
    return terms
  }
}

extension OrderRepository {
  package func statistics(_ filter: Filter) throws -> OrderStatistics {
    let entries = try database.all(
      """
      SELECT status, chain_id, currency, amount,
        (SELECT MIN(detected_at) FROM transfers WHERE order_id = orders.id AND refusal IS NULL) - created_at
      FROM orders \(filter.clause)
      """, filter.values
    ) { row throws(DatabaseError) in
      OrderStatistics.Entry(
        status: try row.value(OrderStatus.self), chainId: try row.text(), currency: try row.text(),
        amount: try row.amount(), paymentTime: row.optionalInteger())
    }
    return entries.reduce(into: OrderStatistics()) { $0.add($1) }
  }
}
