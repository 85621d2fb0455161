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
      // These are counted row by row.
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
    for number in 1...3 {
      try database.executeScript(
        """
        INSERT INTO orders (id, tenant, reference, amount, currency, chain_id, address, window_minutes, grace_minutes,
        created_at, window_ends_at, grace_ends_at)
        VALUES ('ord_\(number)', 't', 'r', '1', 'USDC', 'polygon-amoy', '0x1', 10, 5, 0, 0, 0)
        """)
    }
    try Schema.migrate(database)
    #expect(try database.number("SELECT orders FROM order_counts WHERE tenant = 't' AND status = 'pending'") == 3)
    #expect(throws: DatabaseError.self) { try database.execute("UPDATE orders SET status = 'paid', ended_at = 1") }
    #expect(throws: DatabaseError.self) { try database.execute("UPDATE addresses SET state = 'lost'") }
    try database.execute("UPDATE addresses SET state = 'archived'")
    try database.execute("DELETE FROM orders")
    #expect(try database.number("SELECT SUM(orders) FROM order_counts") == 0)
  }
}
