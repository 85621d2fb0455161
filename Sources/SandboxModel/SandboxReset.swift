/// Removes all that has happened.
struct SandboxReset {
  /// Rows that are no history: the seed; the clock, which is set and not removed; and counts, which follow.
  private static let kept: Set = ["sandbox", "clock", "addresses", "order_counts"]

  let database: Database

  /// - Returns: how many rows of which table are gone.
  func removeHistory() throws -> [(table: String, rows: Int)] {
    // Tables refer to each other; what counts is that nothing is left to refer to.
    try database.execute("PRAGMA defer_foreign_keys = ON")
    return try tables().map { table in
      // An endpoint that was set at the start is no history either.
      try database.execute("DELETE FROM \(table)\(table == "webhook_endpoints" ? " WHERE tenant IS NOT NULL" : "")")
      return (table, database.changes)
    }
  }

  /// As many addresses as there are, all new again.
  func renewAddresses(_ pool: AddressPool, from identifiers: Identifiers, at time: Timestamp) throws {
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
