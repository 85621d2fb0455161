/// The addresses that orders and deposits take turns in using, shared by all tenants.
struct AddressPool {
  enum Use: String {
    case allocated
    case bound
  }

  let database: Database
  let cooldownMinutes: Int

  /// Takes the address that has rested longest: never used before used, then the one released first, then the oldest.
  /// Nil if every address is in use or cooling down.
  func take(_ addressProtocol: AddressProtocol, for use: Use, now: Timestamp) throws -> String? {
    let chosen = try database.first(
      """
      SELECT address FROM addresses
      WHERE protocol = ? AND state = 'available' AND (cooling_until IS NULL OR cooling_until <= ?)
      ORDER BY recycled_at NULLS FIRST, number LIMIT 1
      """, [.text(addressProtocol.rawValue), SQLValue(now)]
    ) { row throws(DatabaseError) in try row.text() }
    guard let chosen else { return nil }
    try database.execute(
      "UPDATE addresses SET state = ? WHERE address = ?", [.text(use.rawValue), .text(chosen)])
    return chosen
  }

  func release(_ address: String, at time: Timestamp) throws {
    try database.execute(
      "UPDATE addresses SET state = 'available', recycled_at = ?, cooling_until = ? WHERE address = ?",
      [SQLValue(time), SQLValue(time.adding(minutes: cooldownMinutes)), .text(address)])
  }

  /// Adds addresses until there are `size` of the protocol.
  func fill(
    _ addressProtocol: AddressProtocol, to size: Int, from identifiers: Identifiers, at time: Timestamp? = nil
  ) throws {
    let count = try database.number(
      "SELECT COUNT(*) FROM addresses WHERE protocol = ?", [.text(addressProtocol.rawValue)])
    for number in count..<max(count, Int64(size)) {
      // One of them may have been imported.
      try database.execute(
        "INSERT OR IGNORE INTO addresses (protocol, address, created_at) VALUES (?, ?, ?)",
        [.text(addressProtocol.rawValue), .text(identifiers.address(addressProtocol, number)), SQLValue(time)])
    }
  }
}
