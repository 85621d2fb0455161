import JSON
import MCP
import Testing

/// A completed order whose amount has not arrived must not be delivered without a look.
@Suite struct AmountMissingTests {
  private static func order(_ status: String, _ received: String) -> StubAPI.Reply {
    .json(
      200,
      #"""
      {"data":{"orderId":"ord_1","orderReference":"order_123","status":"\#(status)","amount":"10.50","currency":"USDC",
      "chainId":"ethereum-sepolia","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"\#(received)}}
      """#)
  }

  @Test(
    arguments: [
      ("completed", #","receivedAmount":"1""#, "9.5 USDC"), ("Completed", #","receivedAmount":"0""#, "10.5 USDC"),
      ("completed", #","confirmedAmount":"10.499999""#, "0.000001 USDC"),
      ("completed", #","receivedAmount":"10.5""#, nil),
      ("completed", #","receivedAmount":"11""#, nil), ("completed", "", nil),
      ("expired", #","receivedAmount":"1""#, nil), ("pending", #","receivedAmount":"1""#, nil),
    ] as [(String, String, String?)])
  func completedOrderWithMoneyMissingIsWarnedAbout(_ status: String, _ received: String, _ missing: String?)
    async throws
  {
    for tool in ["get_order", "wait_for_order"] {
      let bench = try Bench(Self.order(status, received), time: .withoutFurtherPolls)
      let arguments: ToolExample = .init(name: tool, arguments: ["orderId": "ord_1"])
      let result = try await bench.call(arguments)
      let warning = result.object["warnings"]?.array?.first { $0["code"] == "amount_missing" }
      #expect((warning != nil) == (missing != nil), "\(tool)")
      guard let missing else { continue }
      let text = "The order is completed although \(missing) of its amount are missing"
      #expect(warning?["message"]?.string?.hasPrefix(text) == true, "\(result.summary)")
      #expect(result.summary.contains(text))
    }
  }

  @Test func replayedOrderIsWarnedAboutToo() async throws {
    let row =
      #"{"orderId":"o","orderReference":"order_123","amount":"49.99","currency":"USDT","chainId":"ethereum-sepolia","status":"completed","receivedAmount":"40"}"#
    let bench = try Bench(lookUp: #"{"data":{"orders":[\#(row)],"pagination":{"total":1}}}"#)
    let result = try await bench.call("create_order", ToolExample.order)
    #expect(result.object["outcome"] == "replayed")
    #expect(result.object["warnings"]?.array?.contains { $0["code"] == "amount_missing" } == true)
    #expect(bench.api.requests.isEmpty)
  }

  @Test func warningIsInChineseToo() async throws {
    let bench = try Bench(
      Self.order("completed", #","receivedAmount":"1""#), environment: ["PAYIN_LANG": "zh"])
    #expect(try await bench.call("get_order", ["orderId": "ord_1"]).summary.contains("订单已完成，但仍差 9.5 USDC"))
  }
}
