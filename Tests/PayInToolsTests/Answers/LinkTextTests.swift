import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

/// What is said of payment links.
@Suite struct LinkTextTests {
  private static func link(_ status: String, archived: Bool = false) -> StubAPI.Reply {
    .json(
      200,
      """
      {"data":{"id":"pl_1","slug":"s","title":"T","amount":"2500","status":"\(status)","archived":\(archived),
      "checkoutUrl":"https://pay.example/checkout/s",
      "currencies":[{"currency":"USDT","chainId":"tron-nile"},{"currency":"USDC","chainId":"polygon-amoy"}]}}
      """)
  }

  @Test(arguments: [
    ("en", "for 2500 USDT on tron-nile or USDC on polygon-amoy"),
    ("zh", "（价格 2500，tron-nile 上的 USDT 或 polygon-amoy 上的 USDC）"),
  ])
  func priceIsToldInOneLanguage(_ language: String, _ price: String) async throws {
    let bench = try Bench(Self.link("published"), environment: ["PAYIN_LANG": language])
    let read = try await bench.call("get_payment_link", ["id": "pl_1"])
    #expect(read.summary.contains(price), "\(read.summary)")
    let published = try await bench.call("publish_payment_link", ["id": "pl_1"])
    #expect(published.summary.contains(price), "\(published.summary)")
    #expect(published.summary.contains("https://pay.example/checkout/s"))
  }

  @Test(arguments: [
    ("en", "It is a draft: publish_payment_link opens it to payers."), ("zh", "目前为草稿：用 publish_payment_link 发布后才能收款。"),
  ])
  func draftIsToBePublished(_ language: String, _ sentence: String) async throws {
    for (status, isArchived) in [("draft", false), ("draft", true), ("published", false)] {
      let bench = try Bench(Self.link(status, archived: isArchived), environment: ["PAYIN_LANG": language])
      let read = try await bench.call("get_payment_link", ["id": "pl_1"])
      #expect(read.summary.hasSuffix(sentence) == (status == "draft" && !isArchived), "\(read.summary)")
    }
  }
}
