import JSON
import MCP
import Testing

@testable import PayInTools

/// Sums in the first sentence of a result, which a chat repeats.
@Suite struct SumTextTests {
  @Test(arguments: [
    (
      #"{"totalOrders":3,"completedOrders":1,"pendingOrders":1,"expiredOrders":1,"completedAmount":{"USDT":"5"},"totalAmount":{"USDT":"11"}}"#,
      "3 orders: 1 completed (5 USDT), 1 pending, 1 expired. Ordered in all, paid or not: 11 USDT."
    ),
    (
      #"{"totalOrders":1,"completedOrders":0,"pendingOrders":1,"expiredOrders":0,"totalAmount":{"USDT":"5","USDC":"6"}}"#,
      "1 order: 0 completed, 1 pending, 0 expired. Ordered in all, paid or not: 5 USDT, 6 USDC."
    ),
    (#"{"totalOrders":0}"#, "0 orders: 0 completed, 0 pending, 0 expired."),
  ])
  func paidOrdersComeBeforeAllOrders(_ data: String, _ sentence: String) async throws {
    let result = try await Bench(.json(200, #"{"data":\#(data)}"#)).call("get_order_stats", [:])
    #expect(result.summary == sentence)
  }

  @Test(arguments: [
    (#""totalAmount":"12.5","totalAmountByCurrency":{"USDT":"12.5"}"#, ", 12.5 USDT deposited."),
    (#""totalAmountByCurrency":{"USDT":"12.5","USDC":"1"}"#, ", 12.5 USDT and 1 USDC deposited."),
    (#""totalAmount":"12.5""#, ", 12.5 deposited in total."),
  ])
  func sumOfDepositsNamesItsToken(_ sums: String, _ end: String) async throws {
    let body = #"{"data":{"depositReference":"u","address":"0xA",\#(sums)}}"#
    let result = try await Bench(.json(200, body)).call("get_deposit_reference", ["depositReference": "u"])
    #expect(result.summary.hasSuffix(end))
  }

  /// Two deposits, each served twice.
  @Test func depositThatIsServedTwiceIsCountedOnce() async throws {
    let rows = ["5", "7"].map { #"{"depositId":"d\#($0)","amount":"\#($0)","currency":"USDC","status":"confirmed"}"# }
    let body = #"{"data":{"deposits":[\#((rows + rows).joined(separator: ","))],"pagination":{"total":2}}}"#
    let result = try await Bench(.json(200, body)).call("list_deposits", [:])
    #expect(result.summary.contains("12 USDC confirmed"))
    #expect(result.object["deposits"]?.array?.count == 2)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["rows_repeated"])
  }
}
