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
}
