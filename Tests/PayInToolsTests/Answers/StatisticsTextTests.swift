import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct StatisticsTextTests {
  @Test(arguments: [
    ("0", "0 orders: 0 completed, 0 pending, 0 expired."), ("1", "1 order: 1 completed, 0 pending, 0 expired."),
    ("2", "2 orders: 2 completed, 0 pending, 0 expired."),
  ])
  func oneOrderIsNoPlural(_ count: String, _ summary: String) async throws {
    let body = #"{"data":{"totalOrders":\#(count),"completedOrders":\#(count),"pendingOrders":0,"expiredOrders":0}}"#
    #expect(try await Bench(.json(200, body)).call("get_order_stats", [:]).summary == summary)
  }

  @Test(arguments: [
    ("get_deposit_stats", #"{"totalDeposits":1,"activeReferences":1}"#, "1 deposit. 1 user has an address."),
    ("get_deposit_stats", #"{"totalDeposits":2,"activeReferences":0}"#, "2 deposits. 0 users have an address."),
    (
      "get_payment_link_stats", #"{"totalLinks":1,"totalOrders":1}"#, "1 payment link, 1 order made by it."
    ),
    (
      "get_payment_link_stats", #"{"totalLinks":2,"totalOrders":1}"#, "2 payment links, 1 order made by them."
    ),
  ])
  func oneOfAnythingIsNoPlural(_ tool: String, _ data: String, _ summary: String) async throws {
    #expect(try await Bench(.json(200, #"{"data":\#(data)}"#)).call(tool, [:]).summary == summary)
  }

  @Test(arguments: [("1", "1 of 1 order, page 1"), ("2", "1 of 2 orders, page 1")])
  func listOfOneOrderIsNoPlural(_ total: String, _ summary: String) async throws {
    let list = """
      {"data":{"orders":[{"orderId":"ord_1","status":"expired"}],
      "pagination":{"page":1,"limit":20,"total":\(total),"totalPages":1}}}
      """
    #expect(try await Bench(.json(200, list)).call("list_orders", [:]).summary.hasPrefix(summary))
  }
}
