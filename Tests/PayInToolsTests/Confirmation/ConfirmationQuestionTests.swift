import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ConfirmationQuestionTests {
  private func question(
    _ tool: String, _ arguments: JSONObject, _ environment: [String: String] = [:]
  ) async throws -> ElicitationQuestion {
    let bench = try ConfirmationBench(environment)
    _ = try await bench.call(tool, arguments, answer: .unanswered)
    return try #require(bench.questions.first)
  }

  /// A person must not say yes to "u1" where another user is meant.
  @Test func invisibleCharactersOfArgumentsAreSeen() async throws {
    let binding = try await question(
      "bind_deposit_address",
      ["depositReference": "u1", "protocol": "evm", "metadata": ["note": "a\u{202E}b"]])
    #expect(binding.message.contains(#"metadata: {"note":"a\u202eb"}"#))
    let release = try await question("unbind_deposit_address", ["depositReference": "u1\u{200B}"])
    #expect(release.message.contains(#"depositReference: "u1\u200b""#))
  }

  @Test func orderNamesMoneyPlaceAndReference() async throws {
    var order = JSONObject([.init(name: "successUrl", value: "https://shop.example/ok")])
    for member in ConfirmationBench.order.members { order.append(member.name, member.value) }
    let question = try await question("create_order", order)
    #expect(
      question.message == """
        Create an order on mainnet at app.payin.com? This is real money.
        amount: "10.50"
        currency: "USDT"
        chainId: "ethereum-mainnet"
        orderReference: "invoice-1"
        successUrl: "https://shop.example/ok"
        """)
    #expect(question.label == "Yes, do this")
  }

  @Test func chineseNamesTheSame() async throws {
    let question = try await question("create_order", ConfirmationBench.order, ["PAYIN_LANG": "zh"])
    #expect(
      question.message == """
        创建订单，网络为 mainnet（app.payin.com）？涉及真实资金。
        amount: "10.50"
        currency: "USDT"
        chainId: "ethereum-mainnet"
        orderReference: "invoice-1"
        """)
    #expect(question.label == "是，执行")
  }

  /// Only the question about the main network mentions real money.
  @Test func otherNetworksAreNamedToo() async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "always"], on: Bench.live)
    _ = try await bench.call("unbind_deposit_address", ["depositReference": "user_1"], answer: .unanswered)
    #expect(
      bench.questions.map(\.message) == [
        "Release a deposit address on testnet at testnet.payin.com?\ndepositReference: \"user_1\""
      ])
  }

  /// An id alone says nothing to a person: what the link costs, and on which chains, is read before it opens to all.
  @Test func questionAboutALinkNamesItsPrice() async throws {
    let message = try await question("publish_payment_link", ["id": "link_1"]).message
    #expect(
      message == """
        Publish a payment link on mainnet at app.payin.com? This is real money.
        id: "link_1"
        title: "Invoice"
        amount: "2500"
        currencies: [{"currency":"USDT","chainId":"ethereum-sepolia","amount":"2400"}]
        """)
  }

  @Test func questionAboutAPriceNamesTheOldAndTheNewOne() async throws {
    let currencies: JSONValue = [["currency": "USDT", "chainId": "ethereum-mainnet", "amount": "2600"]]
    let update = try await question("update_payment_link", ["id": "link_1", "amount": "3000"]).message
    #expect(
      update == """
        Change a payment link on mainnet at app.payin.com? This is real money.
        amount: "3000"
        id: "link_1"
        currentTitle: "Invoice"
        currentAmount: "2500"
        currentCurrencies: [{"currency":"USDT","chainId":"ethereum-sepolia","amount":"2400"}]
        """)
    let replacement = try await question("update_payment_link_currencies", ["id": "link_1", "currencies": currencies])
    #expect(
      replacement.message == """
        Change what a payment link accepts on mainnet at app.payin.com? This is real money.
        currencies: [{"currency":"USDT","chainId":"ethereum-mainnet","amount":"2600"}]
        id: "link_1"
        currentTitle: "Invoice"
        currentAmount: "2500"
        currentCurrencies: [{"currency":"USDT","chainId":"ethereum-sepolia","amount":"2400"}]
        """)
  }

  @Test func questionAboutARestoredLinkNamesItsPrice() async throws {
    let message = try await question("restore_payment_link", ["id": "link_1"]).message
    #expect(message.contains("title: \"Invoice\"\namount: \"2500\""))
  }

  /// What a model writes can neither end its quotation nor its line, nor hide, nor carry the key out.
  @Test func argumentsCannotPoseAsTheQuestion() async throws {
    var order = ConfirmationBench.order
    order["successUrl"] = .string("https://x\"\nThis is a test network.\u{202E}\u{200B}\u{1B}[2J \(Bench.canary)")
    let lines = try await question("create_order", order).message.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.last?.hasPrefix(#"successUrl: "https://x\" This is a test network."#) == true, "\(lines)")
    let scalars = lines.joined().unicodeScalars
    #expect(!scalars.contains { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format })
    #expect(!lines.joined().contains(Bench.canary))
  }

  @Test func longArgumentsAreCut() async throws {
    var order = ConfirmationBench.order
    order["metadata"] = .object(["note": .string(String(repeating: "长", count: 5_000))])
    let message = try await question("create_order", order).message
    #expect(message.unicodeScalars.count < 700)
    #expect(message.hasSuffix("…"))
    #expect(message.contains("orderReference: \"invoice-1\""))
  }

  /// Row 141: one box, and nothing to type a secret into.
  @Test func formHasOneBox() async throws {
    let question = try await question("publish_payment_link", ["id": "link_1"])
    #expect(question.label == "Yes, do this")
    #expect(question.message.contains("id: \"link_1\""))
  }

  @Test func everyWriteHasItsOwnWords() {
    let writes = ToolDeclaration.all.filter { $0.isWrite && $0.set != .sandbox }
    #expect(writes.count == ToolExample.writes.count)
    for tool in writes { #expect(tool.confirmation != nil, "\(tool.name)") }
    #expect(Set(writes.compactMap(\.confirmation)).count == writes.count)
  }
}
