import Foundation
import HTTP
import JSON
import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

/// What calls leave in the journal.
@Suite struct JournalledCallTests {
  @Test func intentIsRecordedBeforeTheWriteArrives() async throws {
    let seen = Mutex<(text: String, id: String?)>(("", nil))
    let bench = try JournalBench { path, request in
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      seen.withLock { $0 = (text, request.headers["X-Request-Id"]) }
    }
    #expect(try await !bench.call("create_order").isError)
    let (text, id) = seen.withLock { $0 }
    let intent = try JSONParser.parse(String(text.dropLast()))
    #expect(intent["event"] == "intent" && intent["tool"] == "create_order" && intent["version"] == "9.9")
    #expect(intent["mode"] == "testnet" && intent["host"] == "testnet.payin.com")
    #expect(intent["requestId"]?.string == id && id != nil)
    #expect(intent["outcome"] == nil)
    #expect(try bench.records.count == 2)
  }

  struct Call: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var environment: [String: String] = [:]
    var base = Bench.live
    var api: @Sendable () -> StubAPI = { StubAPI() }
    var tool = "create_order"
    var arguments = JournalBench.order
    var answer = ElicitationAnswer.cannotAsk
    /// Whether a write was sent, and so has an intent.
    let isSent: Bool
    let outcome: String
    var error: String?
    var confirmation: String? = "not_asked"

    private static let mainnet: JSONObject = [
      "orderReference": "invoice-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-mainnet",
    ]
    private static let existing = """
      {"data":{"orders":[{"orderId":"1","orderReference":"invoice-1","amount":"10.50","currency":"USDT",\
      "chainId":"ethereum-sepolia","status":"pending","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}]}}
      """

    static let all = [
      Call(testDescription: "created", isSent: true, outcome: "created"),
      Call(testDescription: "replayed", api: { StubAPI(lookUp: existing) }, isSent: false, outcome: "replayed"),
      Call(
        testDescription: "rejected", api: { StubAPI(.json(400, #"{"success":false,"error":"X","message":"no"}"#)) },
        isSent: true, outcome: "rejected", error: "rejected"),
      Call(
        testDescription: "unknown", api: { StubAPI(.json(503, "{}")) }, tool: "create_payment_link",
        arguments: ToolExample.link, isSent: true, outcome: "unknown", error: "outcome_unknown"),
      Call(
        testDescription: "done", tool: "publish_payment_link", arguments: ["id": "link_1"], isSent: true,
        outcome: "done"),
      Call(
        testDescription: "above the limit", environment: ["PAYIN_MAX_AMOUNT": "1"], isSent: false, outcome: "not_sent",
        error: "limit_exceeded", confirmation: nil),
      Call(
        testDescription: "no one to ask", base: ConfirmationBench.mainnet, arguments: mainnet, isSent: false,
        outcome: "not_sent", error: "confirmation_required", confirmation: nil),
      Call(
        testDescription: "declined", base: ConfirmationBench.mainnet, arguments: mainnet, answer: .declined,
        isSent: false, outcome: "not_sent", error: "declined", confirmation: nil),
      Call(
        testDescription: "accepted", base: ConfirmationBench.mainnet, arguments: mainnet, answer: .accepted,
        isSent: true, outcome: "created", confirmation: "form"),
    ]
  }

  @Test(arguments: Call.all)
  func outcomeIsRecorded(_ call: Call) async throws {
    let bench = try JournalBench(call.environment, on: call.base, api: call.api())
    _ = try await bench.call(call.tool, call.arguments, answer: call.answer)
    let records = try bench.records
    #expect(records.map { $0["event"]?.string } == (call.isSent ? ["intent", "outcome"] : ["outcome"]))
    #expect(records.allSatisfy { $0["call"] == 1 })
    #expect((bench.writes > 0) == call.isSent)
    let outcome = try #require(records.last)
    #expect(outcome["outcome"]?.string == call.outcome)
    #expect(outcome["error"]?.string == call.error)
    #expect(outcome["confirmation"]?.string == call.confirmation)
    #expect(outcome["requestId"] == (call.isSent ? "req_1" : nil))
  }

  /// The token is not part of the call that it confirms.
  @Test func tokenIsNamedAsTheConfirmationAndNotRecorded() async throws {
    let bench = try JournalBench(["PAYIN_CONFIRM": "token"], on: ConfirmationBench.mainnet)
    let refused = try await bench.call("publish_payment_link", ["id": "link_1"])
    let token = try #require(refused.object["confirmationToken"]?.string)
    _ = try await bench.call("publish_payment_link", ["id": "link_1", "confirmationToken": .string(token)])
    let records = try bench.records
    #expect(records.map { $0["outcome"]?.string } == ["not_sent", nil, "done"])
    #expect(records.last?["confirmation"] == "token")
    #expect(Set(records.map { $0["digest"]?.string }).count == 1)
    #expect(try !bench.text.contains(token))
  }

  /// `printf '{"a":[{"b":1,"c":"x"}],"z":1.50}' | sha256sum`
  @Test func digestIsThatOfTheSortedArguments() {
    #expect(
      JournalledCall.digest(["z": .number(JSONNumber("1.50") ?? JSONNumber(0)), "a": [["c": "x", "b": 1]]])
        == "277df8694da247f81561c043a8529c7a205710629bcf6013772a57c559477f9e")
  }

  @Test func everyWriteIsRecordedAndNothingElse() async throws {
    for base: [String: String] in [Bench.live, [:]] {
      let bench = try JournalBench(on: base)
      for example in ToolExample.calls where bench.catalogue[example.name] != nil {
        let before = try bench.records.count
        _ = try await bench.call(example.name, example.arguments)
        let added = try bench.records.dropFirst(before)
        let isWrite = example.operation.kind.isWrite
        #expect(added.last?["event"]?.string == (isWrite ? "outcome" : nil), "\(example.name)")
        #expect(added.allSatisfy { $0["tool"]?.string == example.name })
      }
      let before = try bench.records.count
      _ = try await bench.call("create_order", ["amount": "a"])
      #expect(try bench.records.count == before)
      #expect(before > 10)
    }
  }

  /// Neither a key that was put among the arguments nor anything else of them.
  @Test func nothingOfTheArgumentsIsInIt() async throws {
    let bench = try JournalBench()
    let words = [Bench.canary, "whsec_of_this_test", "Jane Doe", "invoice-canary"]
    let arguments: JSONObject = [
      "orderReference": .string(words[3]), "amount": "10.51", "currency": "USDT", "chainId": "ethereum-sepolia",
      "metadata": ["key": .string(words[0]), "secret": .string(words[1]), "name": .string(words[2])],
      "successUrl": .string("https://example.org/?k=\(words[0])"),
    ]
    _ = try await bench.call("create_order", arguments)
    _ = try await bench.call("bind_deposit_address", ["depositReference": .string(words[3]), "protocol": "evm"])
    let text = try bench.text
    #expect(text.contains("bind_deposit_address"))
    for word in words + ["10.51", "pk_"] { #expect(!text.contains(word), "\(word)") }
  }

  // MARK: A journal that cannot be written

  @Test func writeThatCannotBeRecordedIsNotSent() async throws {
    for (language, words) in [("en", "cut, moved or replaced"), ("zh", "被截断、移动或替换")] {
      let bench = try JournalBench(["PAYIN_LANG": language])
      unlink(bench.path)
      for example in ToolExample.writes {
        let result = try await bench.call(example.name, example.arguments)
        #expect(result.isError && result.object["code"] == "journal_failed", "\(example.name): \(result.summary)")
        #expect(result.object["outcome"] == "not_sent" && result.object["retry"] == "after_change")
        #expect(result.summary.contains(words), "\(result.summary)")
      }
      #expect(bench.writes == 0)
      #expect(try await !bench.call("get_order", ["orderId": "ord_1"]).isError)
    }
  }

  /// The lock of another process is held for a moment, unless that process was stopped in between.
  @Test func lockedJournalMayBeTriedAgain() async throws {
    let bench = try JournalBench()
    let descriptor = open(bench.path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let result = try await bench.call("create_order")
    #expect(result.object["code"] == "journal_failed" && result.object["retry"] == "safe")
    #expect(result.object["fix"] == "Call again in a few seconds.")
    #expect(bench.writes == 0)
  }

  @Test func outcomeThatCannotBeRecordedIsWarnedOf() async throws {
    let bench = try JournalBench { path, _ in unlink(path) }
    let result = try await bench.call("create_order")
    #expect(!result.isError)
    #expect(result.object["warnings"]?.array?.last?["code"] == "journal_incomplete")
    #expect(result.summary.contains("The journal lacks the outcome of this"))
    let rejecting = try JournalBench(api: StubAPI(.json(400, "{}"))) { path, _ in unlink(path) }
    let refused = try await rejecting.call("create_order")
    #expect(refused.isError && refused.object["code"] == "rejected")
    #expect(refused.object["warnings"]?.array?.map { $0["code"] } == ["journal_incomplete"])
  }
}
