/// The tables, as the list of steps that lead to them, each in a file of its own. A step that was released is never
/// edited.
enum Schema {
  private static let migrations = [initial, paymentLinkOrders, addressOrigin, controls, webhooks, orderCounts]

  /// Brings a file of any earlier version up to date. Processes that start at once do it one after the other.
  static func migrate(_ database: Database) throws {
    guard try version(of: database) != migrations.count else { return }
    try database.transaction(.writing) {
      let version = try version(of: database)
      guard version <= migrations.count else {
        throw SandboxError(.databaseTooNew, detail: "version \(version), known up to \(migrations.count)")
      }
      for migration in migrations[version...] {
        try database.executeScript(migration)
      }
      try database.executeScript("PRAGMA user_version = \(migrations.count)")
    }
  }

  private static func version(of database: Database) throws(DatabaseError) -> Int {
    Int(try database.number("PRAGMA user_version"))
  }
}
