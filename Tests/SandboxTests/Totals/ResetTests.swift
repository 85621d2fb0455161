import Testing

@testable import SandboxModel

/// A reset of a file with many rows.
@Suite struct ResetTests {
  private static func schema(_ database: Database) throws -> [String] {
    try database.all("SELECT IFNULL(sql, name) FROM sqlite_schema ORDER BY name") { row throws(DatabaseError) in
      try row.text()
    }
  }

  @Test(arguments: [100, 6000])
  func nothingIsLeftAndTheSchemaStays(_ count: Int) throws {
    let database = try ManyRows.make(ManyRows.orders(count), ManyRows.transfers(count), ManyRows.deliveries(count))
    try OrderReferences(database: database).complete()
    let schema = try Self.schema(database)
    let removed = try database.transaction(.writing) { try SandboxReset(database: database).removeHistory() }
    let rows = Dictionary(uniqueKeysWithValues: removed)
    #expect(rows["orders"] == count && rows["transfers"] == count && rows["webhook_deliveries"] == count)
    #expect(removed.map(\.table) == removed.map(\.table).sorted())
    #expect(try Self.schema(database) == schema)
    for table in [
      "orders", "transfers", "order_totals", "transfer_totals", "deposit_totals", "delivery_totals", "order_references",
    ] {
      #expect(try database.number("SELECT COUNT(*) FROM \(table)") == 0, "\(table)")
    }
    // Triggers work again.
    try database.executeScript(ManyRows.orders(1200))
    let orders = OrderRepository(database: database)
    #expect(try orders.list(OrderCriteria(tenant: "u"), ListPage(number: 1, limit: 1)).total == 240)
    #expect(try database.number("SELECT SUM(orders) FROM order_totals") == 1023)
  }
}
