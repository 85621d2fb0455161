/// Removes all that has happened.
package struct SandboxReset {
  /// Rows that are no history: the seed; the clock, which is set and not removed; and counts, which follow.
  private static let kept: Set = ["sandbox", "clock", "addresses", "order_counts"]

  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  /// - Returns: how many rows of which table are gone.
  package func removeHistory() throws -> [(table: String, rows: Int)] {
    // Tables refer to each other; what counts is that nothing is left to refer to.
    try database.execute("PRAGMA defer_foreign_keys = ON")
    return try tables().map { table in
      // An endpoint that was set at the start is no history either.
      try database.execute("DELETE FROM \(table)\(table == "webhook_endpoints" ? " WHERE tenant IS NOT NULL" : "")")
      return (table, database.changes)
    }
  }

  /// As many addresses as there are, all new again.
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

/// How many rows the sandbox holds, over all tenants.
package struct RowCounts {
  package let orders: [(status: OrderStatus, count: Int)]
  package let transfers: Int
  /// The addresses bound now.
  package let bindings: Int
  package let paymentLinks: [(status: PaymentLinkLifecycle.Status, count: Int)]

  package init(_ database: Database) throws {
    func count(_ rows: String, _ values: [SQLValue] = []) throws -> Int {
      Int(try database.number("SELECT COUNT(*) FROM \(rows)", values))
    }
    orders = try OrderStatus.allCases.map {
      ($0, try count("orders WHERE status = ?", [.text($0.rawValue)]))
    }
    transfers = try count("transfers")
    bindings = try count("bindings WHERE unbound_at IS NULL")
    paymentLinks = try PaymentLinkLifecycle.Status.allCases.map {
      ($0, try count("payment_links WHERE status = ?", [.text($0.rawValue)]))
    }
  }
}
