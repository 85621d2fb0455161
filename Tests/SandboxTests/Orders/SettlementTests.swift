import HTTP
import JSON
import Synchronization
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Many orders whose time is over at once.
@Suite struct SettlementTests {
  private static let orders = 220

  private static func request(_ target: String) throws -> Request {
    try #require(
      Request(
        method: "GET", target: target, root: "http://127.0.0.1:1",
        headers: ["Host": "localhost", "Authorization": "Bearer pk_test"], body: []))
  }

  /// Runs `body` when `orders` orders are due.
  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run(poolSize: Self.orders) { sandbox in
      for number in 0..<Self.orders { _ = try await sandbox.createOrder("order-\(number)") }
      sandbox.clock.advance(minutes: 60)
      try await body(sandbox)
    }
  }

  /// A request that waits is handed back after each transaction, so that others come in between.
  @Test func ordersEndInSmallTransactions() async throws {
    try await run { sandbox in
      let service = sandbox.server.service
      let rounds = Mutex(0)
      let statuses = Mutex<[Int]>([])
      func ask(_ target: String) throws -> Bool {
        var isHandedBack = false
        service.respond(to: try Self.request(target), again: { isHandedBack = true }) { plan in
          statuses.withLock { $0.append(plan.response.status) }
        }
        return isHandedBack
      }
      while try ask("/api/v1/orders?status=pending") {
        rounds.withLock { $0 += 1 }
        // What depends on no order is answered between two transactions.
        #expect(try !ask("/health"))
        let (pending, hasBacklog) = try service.transact(.reading) { context in
          (
            try RowCounts(context.store.database).orders.first { $0.status == .pending }?.count,
            try context.store.database.hasBacklog(at: context.now)
          )
        }
        let ended = rounds.withLock { $0 } * 50
        #expect(pending == Self.orders - ended)
        #expect(hasBacklog == (Self.orders - ended > 50))
      }
      #expect(rounds.withLock { $0 } == 4)
      #expect(statuses.withLock { $0 } == [200, 200, 200, 200, 200])
    }
  }

  @Test func noRequestSeesAnOrderThatIsDue() async throws {
    try await run { sandbox in
      let pending = try await sandbox.get("/orders?status=pending")
      #expect(pending.data["pagination"]?["total"] == 0)
      let expired = try await sandbox.get("/orders?status=expired")
      #expect(expired.data["pagination"]?["total"] == .number(JSONNumber(Self.orders)))
    }
  }

  @Test func clockReportsAllOrdersThatEnd() async throws {
    try await SandboxFixture.run(poolSize: Self.orders) { sandbox in
      for number in 0..<Self.orders { _ = try await sandbox.createOrder("order-\(number)") }
      let moved = try await sandbox.moveClock(["advanceMinutes": 60])
      #expect(moved.data["endedOrders"] == .number(JSONNumber(Self.orders)))
      let state = try await sandbox.control("GET", "/state")
      #expect(state.data["orders"]?["expired"] == .number(JSONNumber(Self.orders)))
    }
  }

  /// The last of many orders that are due is paid too late, although others have to end before it.
  @Test func latePaymentEndsItsOrderFirst() async throws {
    try await SandboxFixture.run(poolSize: Self.orders) { sandbox in
      for number in 0..<(Self.orders - 1) { _ = try await sandbox.createOrder("order-\(number)") }
      sandbox.clock.advance(minutes: 1)
      let last = try await sandbox.orderId("last")
      let paid = try await sandbox.pay(["orderId": .string(last), "kind": "late"])
      #expect(paid.status == 201)
      #expect(paid.data["transfer"]?["reason"] == "order_expired")
      #expect(paid.data["order"]?["status"] == "expired")
    }
  }
}
