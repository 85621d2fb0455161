import JSON
import MCP
import Testing

@testable import PayInTools

/// The time until which the payer of a new order is told to pay.
@Suite struct DeadlineTests {
  private static func summary(_ times: String, _ language: String = "en") async throws -> String {
    let made = """
      {"data":{"orderId":"ord_1","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","amount":"10.5",
      "currency":"USDT","chainId":"ethereum-sepolia","status":"pending",\(times)}}
      """
    let environment = Bench.live.merging(["PAYIN_LANG": language]) { $1 }
    let result = try await Bench(.json(201, made), environment: environment).call("create_order", ToolExample.order)
    #expect(!result.isError)
    return result.summary
  }

  @Test func endOfTheWindowIsTold() async throws {
    let window = #""paymentWindowEndsAt":"2025-01-28T10:40:00Z","expiresAt":"2025-01-28T10:45:00Z""#
    #expect(try await Self.summary(window).contains(" before 2025-01-28T10:40:00Z."))
    let documented = #""expiresAt":"2025-01-28T10:45:00Z","createdAt":"2025-01-28T10:30:00Z""#
    #expect(try await Self.summary(documented).contains(" before 2025-01-28T10:45:00Z."))
  }

  /// The published code replies with the end of the grace, which is for payments that are under way.
  @Test(arguments: [("en", "; get_order shows until when."), ("zh", "，付款时限见 get_order。")])
  func endOfTheGraceIsNotTold(_ language: String, _ words: String) async throws {
    let summary = try await Self.summary(#""expiresAt":"2025-01-28T10:45:00Z""#, language)
    #expect(summary.contains(words) && !summary.contains("10:45"), "\(summary)")
  }
}
