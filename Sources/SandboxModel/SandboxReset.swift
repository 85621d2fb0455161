/// Resets the sandbox to its beginning.
package struct SandboxReset {
  /// The tables that are not emptied here: the seed; the clock, which is set instead; clients' tasks, which are no
  /// history of the sandbox's; and the address that links have.
  private static let kept: Set = ["sandbox", "clock", "addresses", "client_tasks", "server_address"]
  /// The tables whose rows follow from others.
  private static let derived = [
    "order_totals", "transfer_totals", "deposit_totals", "delivery_totals", "payment_link_totals", "order_references",
  ]
  /// The tables with rows that refer to rows of other tables of history. They are emptied first.
  private static let referring = [
    "transfers", "payment_link_orders", "webhook_attempts", "webhook_deliveries", "story_steps", "story_addresses",
    "stories",
  ]
  /// The number of orders and transfers from which on indexes are made anew, instead of losing row after row.
  private static let many = 5000

  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  /// Empties the tables of history, and that of clients' tasks: they wait for orders whose ids others get now.
  /// - Returns: the number of rows removed from each table of history.
  package func removeHistory() throws -> [(table: String, rows: Int)] {
    // Tables refer to each other; only the state at the end must be consistent.
    try database.execute("PRAGMA defer_foreign_keys = ON")
    let tables = try tables()
    let sequences = try ["orders", "transfers"].map { try database.number("SELECT MAX(sequence) FROM \($0)") }
    let removed = try withoutIndexes(if: sequences.reduce(0, +) >= Self.many, of: tables) {
      try (Self.referring + tables.filter { !Self.referring.contains($0) }).map { table in
        // The endpoint of the configuration is not history either.
        try database.execute("DELETE FROM \(table)\(table == "webhook_endpoints" ? " WHERE tenant IS NOT NULL" : "")")
        return (table: table, rows: database.changes)
      }
    }
    // After the others, because triggers may have written to them.
    for table in ["client_tasks"] + Self.derived { try database.execute("DELETE FROM \(table)") }
    return removed.sorted { $0.table < $1.table }
  }

  /// Runs `body` while the tables have neither indexes nor triggers. Of 400,000 rows in all this saved four fifths of the
  /// time.
  private func withoutIndexes<Result>(if isWanted: Bool, of tables: [String], _ body: () throws -> Result) throws
    -> Result
  {
    guard isWanted else { return try body() }
    let parts = try database.all(
      """
      SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
        AND tbl_name IN (SELECT value FROM json_each(?))
      """, [.text("\(tables)")]
    ) { row throws(DatabaseError) in (type: try row.text(), name: try row.text(), sql: try row.text()) }
    for part in parts { try database.executeScript("DROP \(part.type) \(part.name)") }
    let result = try body()
    for part in parts { try database.executeScript(part.sql) }
    return result
  }

  /// Replaces the pool by as many unused addresses.
  package func renewAddresses(_ pool: AddressPool, from identifiers: Identifiers, at time: Timestamp) throws {
    for addressProtocol in AddressProtocol.allCases {
      let size = try database.number(
        "SELECT COUNT(*) FROM addresses WHERE protocol = ?", [.text(addressProtocol.rawValue)])
      try database.execute("DELETE FROM addresses WHERE protocol = ?", [.text(addressProtocol.rawValue)])
      try pool.fill(addressProtocol, to: Int(size), from: identifiers, at: time)
    }
  }

  private func tables() throws -> [String] {
    try database.all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ) { row throws(DatabaseError) in try row.text() }.filter { !Self.kept.contains($0) && !Self.derived.contains($0) }
  }
}

/// The numbers of rows that the sandbox holds, over all tenants.
package struct RowCounts {
  package let orders: [(status: OrderStatus, count: Int)]
  package let transfers: Int
  /// The number of bindings that have not ended.
  package let bindings: Int
  package let paymentLinks: [(status: PaymentLinkLifecycle.Status, count: Int)]

  package init(_ database: Database) throws {
    func count(_ rows: String, _ values: [SQLValue] = []) throws -> Int {
      Int(try database.number("SELECT COUNT(*) FROM \(rows)", values))
    }
    orders = try OrderStatus.allCases.map {
      ($0, try database.numberOfRows(OrderRepository.groups, where: "status", is: $0.rawValue))
    }
    transfers = try database.numberOfRows(TransferRepository.groups) - count("transfers WHERE dropped_at IS NOT NULL")
    bindings = try count("bindings WHERE unbound_at IS NULL")
    paymentLinks = try PaymentLinkLifecycle.Status.allCases.map {
      ($0, try count("payment_links WHERE status = ?", [.text($0.rawValue)]))
    }
  }
}
