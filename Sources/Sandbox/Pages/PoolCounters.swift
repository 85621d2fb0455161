/// How many addresses of one family are in which state.
struct PoolCounters {
  let addressProtocol: AddressProtocol
  let available: Int
  let allocated: Int
  let bound: Int
  let cooling: Int
  let archived: Int

  init(_ addressProtocol: AddressProtocol, in database: Database, now: Timestamp) throws {
    func count(_ condition: String) throws -> Int {
      Int(
        try database.number(
          "SELECT COUNT(*) FROM addresses WHERE protocol = ?1 AND \(condition) AND ?2 > 0",
          [.text(addressProtocol.rawValue), SQLValue(now)]))
    }
    self.addressProtocol = addressProtocol
    available = try count("state = 'available' AND COALESCE(cooling_until, 0) <= ?2")
    cooling = try count("state = 'available' AND COALESCE(cooling_until, 0) > ?2")
    allocated = try count("state = 'allocated'")
    bound = try count("state = 'bound'")
    archived = try count("state = 'archived'")
  }
}
