import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

/// What is said of an order whose time to pay is over, in the grace for payments that are under way. The clock of the
/// tests is at 10:30.
@Suite struct OrderTimeTests {
  private static func order(_ window: String, _ received: String = "40") -> String {
    """
    {"orderId":"ord_1","orderReference":"r","status":"pending","amount":"49.99","currency":"USDT",
    "chainId":"ethereum-sepolia","receivedAmount":"\(received)","paymentWindowEndsAt":"\(window)",
    "expiresAt":"2025-01-28T10:45:00Z"}
    """
  }

  private static func bench(_ window: String, _ language: String, _ received: String = "40") throws -> Bench {
    let order = order(window, received)
    return try Bench(
      .json(200, #"{"data":\#(order)}"#), environment: ["PAYIN_LANG": language],
      routes: ["/orders?": .json(200, #"{"data":{"orders":[\#(order)],"pagination":{"total":1}}}"#)],
      time: .withoutFurtherPolls)
  }

  @Test(arguments: [("en", ", the time to pay is over."), ("zh", "，付款时间已过。")])
  func endOfTheWindowIsSaid(_ language: String, _ words: String) async throws {
    for received in ["0", "40"] {
      for (window, isOver) in [("2025-01-28T10:25:00Z", true), ("2025-01-28T10:40:00Z", false)] {
        let bench = try Self.bench(window, language, received)
        let read = try await bench.call("get_order", ["orderId": "ord_1"])
        #expect(read.summary.contains(words) == isOver, "\(read.summary)")
        let list = try await bench.call("list_orders", [:])
        #expect(list.summary.contains(words) == (isOver && received == "40"), "\(list.summary)")
      }
    }
  }

  @Test(arguments: [
    ("en", "600 s left to pay, 900 s with the grace"), ("zh", "付款时间剩余 600 秒，含宽限 900 秒"),
  ])
  func secondsOfTextAndDataAgree(_ language: String, _ words: String) async throws {
    let result = try await Self.bench("2025-01-28T10:40:00Z", language)
      .call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    #expect((result.object["secondsToPay"], result.object["secondsLeft"]) == (600, 900))
    #expect(result.summary.contains(words), "\(result.summary)")
    let late = try await Self.bench("2025-01-28T10:25:00Z", language)
      .call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    #expect((late.object["secondsToPay"], late.object["secondsLeft"]) == (0, 900))
  }
}
