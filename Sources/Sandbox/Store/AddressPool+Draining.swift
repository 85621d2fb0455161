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
}
