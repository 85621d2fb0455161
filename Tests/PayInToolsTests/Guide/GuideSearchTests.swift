import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct GuideSearchTests {
  struct Question: CustomTestStringConvertible {
    let query: String
    let topic: String
    let heading: String
    var language = Language.english

    var testDescription: String { query }
  }

  /// Questions of users, and the section where a reader of the guide would search first.
  @Test(arguments: [
    Question(query: "how do I verify a webhook signature?", topic: "webhooks", heading: "Check the signature"),
    Question(query: "what does rate_limited mean", topic: "errors", heading: "Codes and what to do"),
    Question(query: "what limits can I set before mainnet", topic: "going-live", heading: "Limits of your own"),
    Question(query: "overpayment too much amount", topic: "orders", heading: "Amounts"),
    Question(query: "when may I credit a deposit", topic: "deposits", heading: "Crediting"),
    Question(query: "publish draft link", topic: "payment-links", heading: "Before you publish"),
    Question(query: "怎样校验签名", topic: "webhooks", heading: "校验签名", language: .chinese),
    Question(query: "付款时限", topic: "orders", heading: "付款时限", language: .chinese),
    Question(query: "PAYIN_MAX_AMOUNT", topic: "going-live", heading: "自己的限制", language: .chinese),
  ])
  func bestSectionComesFirst(_ question: Question) {
    let hits = GuideSearch(GuideTopic.all(in: question.language)).matches(for: question.query, limit: 3)
    #expect(hits.first?.topic.name == question.topic, "\(hits.map(\.section.heading))")
    #expect(hits.first?.section.heading == question.heading, "\(hits.map(\.section.heading))")
    #expect(hits.count <= 3)
  }

  @Test(arguments: ["", "the of to", "zzzzzz", "!?", "🙂"])
  func whatIsNotThereIsNotFound(query: String) {
    #expect(GuideSearch(GuideTopic.all(in: .english)).matches(for: query, limit: 3).isEmpty)
  }

  @Test func toolGivesSectionsWithTheirAddress() async throws {
    let result = try await Bench().call("search_docs", ["query": "webhook signature", "limit": 1])
    #expect(result.object["sections"]?.array?.map { $0["uri"] } == ["payin://guide/webhooks"])
  }

  @Test func otherLanguageIsAnsweredInItself() async throws {
    let result = try await Bench().call("search_docs", ["query": "校验签名"])
    #expect(result.object["sections"]?.array?.first?["heading"] == "校验签名")
  }

  @Test func nothingFoundNamesTheTopics() async throws {
    let result = try await Bench(environment: ["PAYIN_LANG": "zh"]).call("search_docs", ["query": "zzzzzz"])
    #expect(result.object["sections"] == [])
    #expect(result.summary.contains("payment-links"))
    #expect(result.summary.contains("没有"))
  }
}
