import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The database's own count against counting.
@Suite struct OrderCountTests {
  private static func total(_ query: String, _ sandbox: SandboxFixture) async throws -> JSONValue? {
    try await sandbox.get("/orders\(query)").data["pagination"]?["total"]
  }

  @Test func countFollowsOrdersThroughTheirLives() async throws {
    try await SandboxFixture.run { sandbox in
      let paid = try await sandbox.orderId("paid")
      for number in 1...3 { _ = try await sandbox.orderId("late-\(number)") }
      _ = try await sandbox.with(key: "pk_other").orderId("other")
      _ = try await sandbox.pay(["orderId": .string(paid)])
      #expect(try await Self.total("", sandbox) == 4)
      #expect(try await Self.total("?status=completed", sandbox) == 1)
      #expect(try await Self.total("?status=pending", sandbox) == 3)
      sandbox.clock.advance(minutes: 60)
      #expect(try await Self.total("?status=pending", sandbox) == 0)
      #expect(try await Self.total("?status=expired", sandbox) == 3)
      #expect(try await Self.total("?status=expired&currency=USDC", sandbox) == 3)
      #expect(try await Self.total("?orderReference=late", sandbox) == 3)
    }
  }

  /// A file that was made before orders were counted.
  @Test func olderFileIsCountedAndHeldToItsConditions() throws {
    let database = try Database(path: ":memory:")
    try database.executeScript(Schema.initial)
    try database.executeScript("PRAGMA user_version = 1")
    try database.executeScript("INSERT INTO addresses (protocol, address) VALUES ('evm', '0x1')")
    try database.executeScript(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
      INSERT INTO orders (id, tenant, reference, amount, currency, chain_id, address, window_minutes, grace_minutes,
      created_at, window_ends_at, grace_ends_at)
      SELECT 'ord_' || i, 't', 'r', '1.5', 'USDC', 'polygon-amoy', '0x1', 10, 5, 0, 0, 0 FROM n
      """)
    try Schema.migrate(database)
    let orders = OrderRepository(database: database)
    #expect(try orders.list(OrderCriteria(tenant: "t"), ListPage(number: 1, limit: 1)).total == 1500)
    #expect(try orders.statistics(OrderCriteria(tenant: "t")).amounts == ["USDC": TokenAmount("2250")])
    // The numbers from 1 to 1023 are two complete blocks, whose totals are stored.
    #expect(try database.number("SELECT SUM(orders) FROM order_totals") == 1023)
    #expect(throws: DatabaseError.self) { try database.execute("UPDATE orders SET status = 'paid', ended_at = 1") }
    #expect(throws: DatabaseError.self) { try database.execute("UPDATE addresses SET state = 'lost'") }
    try database.execute("UPDATE addresses SET state = 'archived'")
    try database.execute("UPDATE orders SET status = 'expired', ended_at = 1 WHERE id IN ('ord_1', 'ord_1500')")
    #expect(try orders.statistics(OrderCriteria(tenant: "t")).byStatus == [.pending: 1498, .expired: 2])
    #expect(try database.number("SELECT orders FROM order_totals WHERE status = 'expired'") == 1)
  }
}
