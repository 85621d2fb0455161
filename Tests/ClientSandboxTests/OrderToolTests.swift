import JSON
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// Tools about orders that are off by default. Both dialects give the same answers.
@Suite struct OrderToolTests {
  /// The published code adds all tokens up, which is not shown.
  @Test(arguments: [Dialect.documented, .published])
  func ordersAreCountedAndSummedByToken(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      try await tools.makeOrder("a", "10.50", paid: true)
      try await tools.makeOrder("b", "0.000001")
      try await tools.makeOrder("c", "3", "USDC")
      let all = try await tools.succeed("get_order_stats")
      #expect(all["totalOrders"] == 3)
      #expect(all["completedOrders"] == 1)
      #expect(all["pendingOrders"] == 2)
      #expect(all["byCurrency"] == ["USDC": 1, "USDT": 2])
      try expectAmounts(all["totalAmountByCurrency"], ["USDT": "10.500001", "USDC": "3"])
      #expect(all["totalAmount"] == nil)
      #expect(all["warnings"] == nil)
      let one = try await tools.succeed("get_order_stats", ["currency": "USDC"])
      #expect(one["totalOrders"] == 1)
      try expectAmounts(one["totalAmountByCurrency"], ["USDC": "3"])
      let none = try await tools.succeed("get_order_stats", ["createdAfter": "2030-01-01T00:00:00Z"])
      #expect(none["totalOrders"] == 0)
    }
  }
}
