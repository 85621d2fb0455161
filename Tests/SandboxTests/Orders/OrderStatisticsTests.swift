import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderStatisticsTests {
  /// One order completed after 90 seconds, one pending after a part, one expired.
  private func run(_ dialect: Dialect, _ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      _ = try await sandbox.createOrder("expired", ["amount": "7", "currency": "USDT"])
      sandbox.clock.advance(minutes: 20)
      let paid = try await sandbox.orderId("paid", ["amount": "010.50"])
      let part = try await sandbox.orderId("part", ["amount": "0.000001", "chainId": "polygon-amoy"])
      sandbox.clock.advance(minutes: 1)
      _ = try await sandbox.pay(["orderId": .string(part), "confirmed": false])
      sandbox.clock.advance(minutes: 1)
      _ = try await sandbox.pay(["orderId": .string(paid)])
      try await body(sandbox)
    }
  }

  @Test func amountsAreByToken() async throws {
    try await run(.documented) { sandbox in
      let response = try await sandbox.get("/orders/stats")
      #expect(response.status == 200)
      #expect(
        response.data == [
          "totalOrders": 3, "completedOrders": 1, "pendingOrders": 1, "expiredOrders": 1,
          "totalAmount": ["USDC": "10.500001", "USDT": "7"], "completedAmount": ["USDC": "10.5"],
          "avgPaymentTimeSeconds": 90, "byStatus": ["completed": 1, "expired": 1, "pending": 1],
          "byChain": ["ethereum-sepolia": 2, "polygon-amoy": 1], "byToken": ["USDC": 2, "USDT": 1],
        ])
    }
  }

  @Test func publishedAmountsAreOneSum() async throws {
    try await run(.published) { sandbox in
      let response = try await sandbox.get("/orders/stats")
      #expect(response.data["totalAmount"] == "17.500001")
      #expect(response.data["completedAmount"] == "10.500000")
      #expect(response.data["avgPaymentTimeSeconds"] == 90)
      #expect(response.data["byToken"] == ["USDC": 2, "USDT": 1])
      let none = try await sandbox.get("/orders/stats?token=PYUSD")
      #expect(none.data["totalAmount"] == "0")
      #expect(none.data["avgPaymentTimeSeconds"] == 0)
      #expect(none.data["byStatus"] == [:])
    }
  }

  @Test(arguments: [
    (Dialect.documented, "chainId=polygon-amoy", 1), (.documented, "currency=USDT", 1),
    (.documented, "chain=polygon-amoy", 3),
    (.documented, "createdAfter=2025-01-28T10:50:00Z", 2),
    (.documented, "createdBefore=2025-01-28T10:49:59Z&currency=USDC", 0),
    (.published, "chain=polygon-amoy", 1), (.published, "token=USDT", 1), (.published, "chainId=polygon-amoy", 3),
    (.published, "createdAfter=2025-01-28T10:50:00Z", 2), (.published, "createdBefore=2025-01-28T10:30:00Z", 1),
  ])
  func filtersNarrowEveryNumber(_ dialect: Dialect, _ query: String, _ count: Int) async throws {
    try await run(dialect) { sandbox in
      let response = try await sandbox.get("/orders/stats?" + query)
      #expect(response.data["totalOrders"] == .number(JSONNumber(count)))
      let other = try await sandbox.with(key: "pk_other").get("/orders/stats")
      #expect(other.data["totalOrders"] == 0)
    }
  }

  @Test func withoutAPaymentThereIsNoAverage() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.createOrder()
      let response = try await sandbox.get("/orders/stats")
      #expect(response.data["avgPaymentTimeSeconds"] == .null)
      #expect(response.data["completedAmount"] == [:])
    }
  }

  @Test func badDatesAreRefused() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/orders/stats?createdAfter=yesterday")
      #expect(response.status == 400)
      #expect(response.message?.hasPrefix("createdAfter must be a time") == true)
    }
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let response = try await sandbox.get("/orders/stats?createdBefore=yesterday")
      #expect(response.status == 400)
      #expect(response.json["code"] == "ORDER_FILTER_INVALID_DATE")
    }
  }
}
