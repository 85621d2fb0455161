extension AddressPool {
  /// Archives addresses that are not in use. Those that stay can be given out at once, and are the next in line.
  func drain(_ addressProtocol: AddressProtocol, leaving count: Int, now: Timestamp) throws {
    try database.execute(
      """
      UPDATE addresses SET state = 'archived' WHERE protocol = ? AND state = 'available' AND number NOT IN (
        SELECT number FROM addresses
        WHERE protocol = ? AND state = 'available' AND (cooling_until IS NULL OR cooling_until <= ?)
        ORDER BY recycled_at NULLS FIRST, number LIMIT ?)
      """,
      [.text(addressProtocol.rawValue), .text(addressProtocol.rawValue), SQLValue(now), SQLValue(count)])
  }

  func refill(_ addressProtocol: AddressProtocol) throws {
    try database.execute(
      "UPDATE addresses SET state = 'available' WHERE protocol = ? AND state = 'archived'",
      [.text(addressProtocol.rawValue)])
  }

  /// All states, those without an address as well.
  func counts(_ addressProtocol: AddressProtocol, at now: Timestamp) throws -> [(state: String, count: Int)] {
    let rows = try database.all(
      """
      SELECT CASE WHEN state = 'available' AND cooling_until > ? THEN 'coolingDown' ELSE state END AS shown, COUNT(*)
      FROM addresses WHERE protocol = ? GROUP BY shown
      """, [SQLValue(now), .text(addressProtocol.rawValue)]
    ) { row throws(DatabaseError) in (try row.text(), try row.int()) }
    let counts = Dictionary(uniqueKeysWithValues: rows)
    return ["available", "allocated", "bound", "coolingDown", "archived"].map { ($0, counts[$0] ?? 0) }
  }
}
