import JSON
import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

/// Row 140: two steps for clients that cannot ask.
@Suite struct ConfirmationTokenTests {
  private static let rule = ["PAYIN_CONFIRM": "token"]
  /// Asked about on every network, if the operator wants that.
  private static let exposed = [
    "publish_payment_link", "unbind_deposit_address", "restore_payment_link", "update_payment_link",
    "update_payment_link_currencies",
  ]

  private static func order(_ token: JSONValue?, reference: String = "invoice-1") -> JSONObject {
    var order = ConfirmationBench.order
    order["orderReference"] = .string(reference)
    order["confirmationToken"] = token
    return order
  }

  /// The token of a first step.
  private func token(_ bench: ConfirmationBench, _ arguments: JSONObject = order(nil)) async throws -> JSONValue {
    try #require(try await bench.call("create_order", arguments).object["confirmationToken"])
  }

  @Test func firstStepSendsNothingAndSecondExecutes() async throws {
    let bench = try ConfirmationBench(Self.rule)
    let first = try await bench.call("create_order")
    #expect(first.isError)
    #expect(first.object["code"] == "confirmation_required")
    #expect(first.object["outcome"] == "not_sent")
    #expect(first.object["question"]?.string?.contains("amount: \"10.50\"") == true)
    #expect(first.object["expiresInSeconds"] == 300)
    #expect(first.summary.contains("Create an order on mainnet at app.payin.com"))
    #expect(bench.writes == 0)
    let second = try await bench.call("create_order", Self.order(first.object["confirmationToken"]))
    #expect(!second.isError, "\(second.summary)")
    #expect(bench.writes == 1)
  }

  @Test func tokenWorksOnce() async throws {
    let bench = try ConfirmationBench(Self.rule)
    let token = try await token(bench)
    _ = try await bench.call("create_order", Self.order(token))
    let replayed = try await bench.call("create_order", Self.order(token))
    #expect(replayed.object["code"] == "confirmation_required")
    #expect(replayed.summary.contains("cannot be used"))
    #expect(replayed.object["confirmationToken"] != token)
    #expect(bench.writes == 1)
  }

  @Test func tokenIsForItsOwnCallOnly() async throws {
    let bench = try ConfirmationBench(Self.rule)
    let token = try await token(bench)
    #expect(try await bench.call("create_order", Self.order(token, reference: "invoice-2")).isError)
    #expect(try await bench.call("publish_payment_link", ["id": "link_1", "confirmationToken": token]).isError)
    #expect(try await bench.call("create_order", Self.order("made up")).isError)
    #expect(try await ConfirmationBench(Self.rule).call("create_order", Self.order(token)).isError)
    #expect(bench.writes == 0)
  }

  @Test func tokenExpiresAfterFiveMinutes() async throws {
    let time = Mutex(ContinuousClock.now)
    let bench = try ConfirmationBench(Self.rule, tokens: StateSealer(now: { time.withLock { $0 } }))
    let token = try await token(bench)
    time.withLock { $0 += .seconds(300) }
    #expect(try await bench.call("create_order", Self.order(token)).object["code"] == "confirmation_required")
    #expect(bench.writes == 0)
  }

  /// A token does not stand for a person where one can be asked.
  @Test(arguments: [ElicitationAnswer.declined, .cancelled, .unanswered])
  func tokenDoesNotOverruleAPerson(answer: ElicitationAnswer) async throws {
    let bench = try ConfirmationBench(Self.rule)
    let token = try await token(bench)
    #expect(try await bench.call("create_order", Self.order(token), answer: answer).isError)
    #expect(bench.writes == 0)
    let later = try await bench.call("create_order", Self.order(token))
    #expect(later.isError == (answer == .declined))
  }

  /// The argument is listed only where it can be of use.
  @Test(
    arguments: [
      (nil, ConfirmationBench.mainnet, false), ("mainnet", ConfirmationBench.mainnet, false),
      ("token", ConfirmationBench.mainnet, true), ("token", Bench.live, false), ("always", Bench.live, false),
      ("always+token", Bench.live, true), ("always+token", ConfirmationBench.mainnet, true),
    ] as [(String?, [String: String], Bool)])
  func argumentIsListedWhereItCanBeOfUse(rule: String?, place: [String: String], isListed: Bool) async throws {
    let bench = try ConfirmationBench(rule.map { ["PAYIN_CONFIRM": $0] } ?? [:], on: place)
    for tool in bench.catalogue.tools {
      let asked = ToolExample.writes.map(\.name).filter { place != Bench.live || Self.exposed.contains($0) }
      let argument = tool.definition["inputSchema"]?["properties"]?["confirmationToken"]
      #expect((argument != nil) == (isListed && asked.contains(tool.name)), "\(tool.name)")
      #expect(tool.definition["inputSchema"]?["required"]?.array?.contains("confirmationToken") != true)
    }
    let result = try await bench.call("publish_payment_link", ["id": "link_1", "confirmationToken": "x"])
    #expect(result.object["code"]?.string == (isListed ? "confirmation_required" : "invalid_arguments"))
  }
}
