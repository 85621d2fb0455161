import HTTP
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// Rows 138, 147: nothing is sent that needs a person's yes and has none.
@Suite struct ConfirmationTests {
  @Test(arguments: ToolExample.writes)
  func everyWriteToTheMainNetworkNeedsAYes(_ example: ToolExample) async throws {
    let bench = try ConfirmationBench()
    let refused = try await bench.call(example.name, example.onMainnet)
    #expect(refused.isError)
    #expect(refused.object["code"] == "confirmation_required")
    #expect(refused.object["outcome"] == "not_sent")
    #expect(refused.object["retry"] == "after_change")
    #expect(refused.summary.contains("PAYIN_CONFIRM=token"))
    #expect(bench.writes == 0)
    let sent = try await bench.call(example.name, example.onMainnet, answer: .accepted)
    #expect(!sent.isError, "\(sent.summary)")
    #expect(bench.writes == 1)
  }

  @Test(arguments: ToolExample.calls.filter { !$0.operation.kind.isWrite })
  func readsNeverAsk(_ example: ToolExample) async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "always"])
    #expect(try await !bench.call(example.name, example.onMainnet).isError)
    #expect(bench.questions.isEmpty)
  }

  struct Place: CustomTestStringConvertible, Sendable {
    let name: String
    let environment: [String: String]
    let isMainnet: Bool
    var testDescription: String { name }

    static let all = [
      Place(name: "sandbox", environment: [:], isMainnet: false),
      Place(name: "testnet", environment: Bench.live, isMainnet: false),
      Place(name: "mainnet", environment: ConfirmationBench.mainnet, isMainnet: true),
      Place(name: "custom", environment: at("https://pay.example.org"), isMainnet: false),
      Place(name: "custom, testnet", environment: at("https://pay.example.org", "testnet"), isMainnet: false),
      Place(name: "custom, mainnet", environment: at("https://pay.example.org", "mainnet"), isMainnet: true),
      Place(name: "loopback", environment: at("http://127.0.0.1:4010"), isMainnet: false),
      Place(name: "loopback, mainnet", environment: at("http://127.0.0.1:4010", "mainnet"), isMainnet: true),
    ]

    private static func at(_ url: String, _ declared: String? = nil) -> [String: String] {
      var environment = Bench.live
      environment["PAYIN_BASE_URL"] = url
      environment["PAYIN_ENVIRONMENT"] = declared
      environment["PAYIN_ALLOW_MAINNET_WRITES"] = "1"
      return environment
    }
  }

  @Test(arguments: Place.all, [nil, "mainnet", "always", "token", "always+token"])
  func ruleSaysWhenAPersonIsAsked(place: Place, rule: String?) async throws {
    let environment = rule.map { ["PAYIN_CONFIRM": $0] } ?? [:]
    let bench = try ConfirmationBench(environment, on: place.environment)
    let isAsked = place.isMainnet || rule?.hasPrefix("always") == true
    let result = try await bench.call("publish_payment_link", ["id": "link_1"], answer: .unanswered)
    #expect(bench.questions.count == (isAsked ? 1 : 0))
    #expect(bench.writes == (isAsked ? 0 : 1))
    #expect(result.isError == isAsked)
    let status = try await bench.call("get_status", ["detail": true])
    #expect(status.object["confirmation"]?["rule"]?.string == rule ?? "mainnet")
    #expect(status.object["confirmation"]?["required"] == .bool(isAsked))
  }

  /// `always` is about what others act on at once, not about every order of a test.
  @Test(arguments: ToolExample.writes)
  func onOtherNetworksOnlyWhatIsExposedIsAskedAbout(_ example: ToolExample) async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all"], on: Bench.live)
    _ = try await bench.call(example.name, example.arguments, answer: .unanswered)
    let isExposed = Self.exposed.contains(example.name)
    #expect(bench.questions.count == (isExposed ? 1 : 0))
    #expect(bench.writes == (isExposed ? 0 : 1))
  }

  /// The stub's link is published.
  private static let exposed = [
    "publish_payment_link", "unbind_deposit_address", "restore_payment_link", "update_payment_link",
    "update_payment_link_currencies",
  ]

  private static let pricing: [(tool: String, arguments: JSONObject)] = [
    ("update_payment_link", ["id": "link_1", "amount": "3000"]),
    (
      "update_payment_link_currencies",
      ["id": "link_1", "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia", "amount": "2600"]]]
    ),
  ]

  private static func link(_ state: String) -> StubAPI {
    let link = #"{"id":"link_1","title":"Invoice","amount":"2500"\#(state)}"#
    return StubAPI(.json(200, #"{"success":true,"data":\#(link)}"#))
  }

  /// What cannot be told counts as open.
  @Test(arguments: [
    (#","status":"published","archived":false"#, true), (#","status":"published""#, true), ("", true),
    (#","status":"draft""#, false), (#","status":"published","is_archived":true"#, false),
    (#","status":"archived""#, false), (#","status":"live""#, true),
  ])
  func priceOfALinkIsAskedAboutIfPayersSeeIt(_ state: String, _ isAsked: Bool) async throws {
    for call in Self.pricing {
      let bench = try ConfirmationBench(
        ["PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all"], on: Bench.live, api: Self.link(state))
      _ = try await bench.call(call.tool, call.arguments, answer: .unanswered)
      #expect(bench.questions.count == (isAsked ? 1 : 0), "\(call.tool)")
      #expect(bench.writes == (isAsked ? 0 : 1), "\(call.tool)")
    }
  }

  @Test(arguments: [
    (#","status":"published","archived":true"#, true), (#","status":"archived""#, true), ("", true),
    (#","status":"draft","archived":true"#, false),
  ])
  func restoringIsAskedAboutUnlessItIsADraft(_ state: String, _ isAsked: Bool) async throws {
    let bench = try ConfirmationBench(
      ["PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all"], on: Bench.live, api: Self.link(state))
    _ = try await bench.call("restore_payment_link", ["id": "link_1"], answer: .unanswered)
    #expect(bench.questions.count == (isAsked ? 1 : 0))
    #expect(bench.writes == (isAsked ? 0 : 1))
  }

  @Test(arguments: [404, 500])
  func linkThatCannotBeReadIsAskedAbout(_ status: Int) async throws {
    for call in Self.pricing + [("restore_payment_link", ["id": "link_1"])] {
      let bench = try ConfirmationBench(
        ["PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all"], on: Bench.live,
        api: StubAPI(.json(status, #"{"error":"Not Found"}"#)))
      _ = try await bench.call(call.tool, call.arguments, answer: .unanswered)
      #expect(bench.questions.count == 1, "\(call.tool)")
      #expect(bench.writes == 0, "\(call.tool)")
    }
  }

  @Test func changeOfALinkThatLeavesItsPriceIsNotAskedAbout() async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all"], on: Bench.live)
    _ = try await bench.call("update_payment_link", ["id": "link_1", "title": "New"], answer: .unanswered)
    #expect(bench.questions.isEmpty)
    #expect(bench.api.requests.map(\.method.isWrite) == [true])
  }

  /// The last call shows that the same server does ask about other writes.
  @Test func controlsOfTheSandboxNeverAsk() async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "always"], on: [:])
    let controls = ToolExample.calls.filter { ToolExample.sandboxOnly.contains($0.name) }
    #expect(controls.count == ToolExample.sandboxOnly.count)
    for control in controls {
      let result = try await bench.call(control.name, control.arguments)
      #expect(!result.isError, "\(control.name): \(result.summary)")
    }
    #expect(bench.questions.isEmpty)
    _ = try await bench.call("unbind_deposit_address", ["depositReference": "user_1"], answer: .unanswered)
    #expect(bench.questions.count == 1)
  }

  @Test(
    arguments: [
      (.declined, "declined", "never"), (.cancelled, "not_confirmed", "safe"), (.unanswered, "not_confirmed", "safe"),
      (.cannotAsk, "confirmation_required", "after_change"),
    ] as [(ElicitationAnswer, String, String)])
  func whatIsNoYesSendsNothing(answer: ElicitationAnswer, code: String, retry: String) async throws {
    let bench = try ConfirmationBench()
    let result = try await bench.call("create_order", answer: answer)
    #expect(result.isError)
    #expect(result.object["code"]?.string == code)
    #expect(result.object["retry"]?.string == retry)
    #expect(result.object["outcome"] == "not_sent")
    #expect(result.summary.contains("Nothing was sent."))
    #expect(PayInError.Code.all.map(\.rawValue).contains(code))
    #expect(bench.writes == 0)
  }

  /// A no is final for the very same arguments; a closed window is not.
  @Test func noIsNotAskedAgain() async throws {
    let bench = try ConfirmationBench(["PAYIN_CONFIRM": "token"])
    _ = try await bench.call("create_order", answer: .cancelled)
    _ = try await bench.call("create_order", answer: .declined)
    #expect(bench.questions.count == 2)
    var reordered = JSONObject(ConfirmationBench.order.members.reversed())
    for answer in [ElicitationAnswer.accepted, .cannotAsk] {
      let result = try await bench.call("create_order", reordered, answer: answer)
      #expect(result.object["code"] == "declined")
      #expect(result.summary.contains("already"))
    }
    #expect(bench.questions.count == 2)
    #expect(bench.writes == 0)
    reordered["orderReference"] = "invoice-2"
    #expect(try await !bench.call("create_order", reordered, answer: .accepted).isError)
    #expect(bench.writes == 1)
  }

  @Test func refusedCallsAreBounded() {
    var refused = RefusedCalls(limit: 2)
    let calls = (1...3).map { Fingerprint(of: ["\($0)"]) }
    for call in [calls[0], calls[0], calls[1], calls[2]] { refused.insert(call) }
    #expect(calls.map(refused.contains) == [false, true, true])
  }

  /// No person is asked to agree to a call that would be refused anyway.
  @Test(
    arguments: [
      (["PAYIN_MAX_AMOUNT": "10"], ConfirmationBench.order, "limit_exceeded"),
      (["PAYIN_ALLOW_MAINNET_WRITES": "0"], ConfirmationBench.order, "writes_not_allowed"),
      (["PAYIN_API_KEY": "sk_wrong"], ConfirmationBench.order, "not_configured"),
      ([:], ToolExample.order, "invalid_arguments"),
      ([:], ["orderReference": "a"], "invalid_arguments"),
    ] as [([String: String], JSONObject, String)])
  func impossibleCallIsNotAskedAbout(environment: [String: String], arguments: JSONObject, code: String) async throws {
    let bench = try ConfirmationBench(environment)
    let result = try await bench.call("create_order", arguments, answer: .accepted)
    #expect(result.object["code"]?.string == code)
    #expect(bench.questions.isEmpty)
    #expect(bench.writes == 0)
  }

  /// The stateless revision's question is the tool's result as it is.
  @Test func questionThatIsAResultIsPassedOn() async throws {
    let bench = try ConfirmationBench()
    let question = ToolResult.success("a question", structured: [:])
    #expect(try await bench.call("create_order", answer: .ask(question)) == question)
    #expect(bench.writes == 0)
  }
}
