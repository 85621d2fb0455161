/// Resets the sandbox to its beginning.
package struct SandboxReset {
  /// The tables that are not emptied here: the seed; the clock, which is set instead; the counts, which triggers keep; and
  /// what clients have left, which is no history of the sandbox's; and the address that links have.
  private static let kept: Set = ["sandbox", "clock", "addresses", "order_counts", "client_tasks", "server_address"]

  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  /// Empties the tables of history, and that of what clients have left: they wait for orders whose ids others get now.
  /// - Returns: the number of rows removed from each table of history.
  package func removeHistory() throws -> [(table: String, rows: Int)] {
    // Tables refer to each other; only the state at the end must be consistent.
    try database.execute("PRAGMA defer_foreign_keys = ON")
    try database.execute("DELETE FROM client_tasks")
    return try tables().map { table in
      // The endpoint of the configuration is not history either.
      try database.execute("DELETE FROM \(table)\(table == "webhook_endpoints" ? " WHERE tenant IS NOT NULL" : "")")
      return (table, database.changes)
    }
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
    ) { row throws(DatabaseError) in try row.text() }.filter { !Self.kept.contains($0) }
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
      ($0, try count("orders WHERE status = ?", [.text($0.rawValue)]))
    }
    transfers = try count("transfers WHERE dropped_at IS NULL")
    bindings = try count("bindings WHERE unbound_at IS NULL")
    paymentLinks = try PaymentLinkLifecycle.Status.allCases.map {
      ($0, try count("payment_links WHERE status = ?", [.text($0.rawValue)]))
    }
  }
}
