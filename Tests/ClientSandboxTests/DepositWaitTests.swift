import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// What a wait for deposits says of those that came between two calls.
@Suite(.timeLimit(.minutes(2)))
struct DepositWaitTests {
  private static let dialects = [Dialect.documented, .published]
  private static let user: JSONObject = ["depositReference": "user-7"]

  private static func bind(_ tools: ToolBench) async throws {
    _ = try await tools.succeed("bind_deposit_address", ["depositReference": "user-7", "protocol": "evm"])
  }

  private static func pay(
    _ amount: String, confirmations: Int? = nil, hash: JSONValue? = nil, _ tools: ToolBench
  ) async throws {
    var payment: JSONObject = [
      "depositReference": "user-7", "amount": .string(amount), "currency": "USDC", "chainId": "polygon-amoy",
    ]
    payment["confirmations"] = confirmations.map { .number(JSONNumber($0)) }
    payment["txHash"] = hash
    _ = try await tools.succeed("simulate_payment", payment)
  }

  private static func wait(_ cursor: JSONValue?, _ tools: ToolBench) async throws -> JSONObject {
    var arguments = user
    arguments["timeoutSeconds"] = 1
    arguments["cursor"] = cursor
    return try await tools.succeed("wait_for_deposit", arguments)
  }

  private static func changed(_ result: JSONObject) throws -> [String] {
    try #require(result["changed"]?.array).map { row in
      // One dialect has six digits after the point.
      let amount = try #require(row["amount"]?.string?.split(separator: ".").first)
      return "\(amount) \(row["status"]?.string ?? "?")"
    }
  }

  @Test(arguments: dialects)
  func depositsBetweenTwoCallsAreNamed(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      try await Self.bind(tools)
      let none = try await Self.wait(nil, tools)
      try await Self.pay("3", tools)
      let first = try await Self.wait(none["cursor"], tools)
      #expect(try Self.changed(first) == ["3 confirmed"])
      try await Self.pay("5", confirmations: 1, tools)
      try await Self.pay("7", tools)
      let second = try await Self.wait(first["cursor"], tools)
      #expect(try Set(Self.changed(second)) == ["5 pending", "7 confirmed"])
      let hash = try #require(second["changed"]?.array?.first { $0["status"] == "pending" }?["txHash"])
      try await Self.pay("5", confirmations: 10, hash: hash, tools)
      let third = try await Self.wait(second["cursor"], tools)
      #expect(try Self.changed(third) == ["5 confirmed"])
      #expect(try await Self.wait(third["cursor"], tools)["timedOut"] == true)
    }
  }

  /// More than a cursor keeps: those that came are told apart from those that were there.
  @Test func oldDepositsAreNotTakenForNewOnes() async throws {
    try await ToolBench.run { tools in
      try await Self.bind(tools)
      for amount in 1...9 { try await Self.pay("\(amount)", tools) }
      let before = try await Self.wait(nil, tools)
      #expect(try #require(before["cursor"]?.string).utf8.count == 64)
      try await Self.pay("20", tools)
      #expect(try Self.changed(try await Self.wait(before["cursor"], tools)) == ["20 confirmed"])
    }
  }

  @Test(arguments: ["garbage", "0123456789abcde", "0123456789abcdef01234567"])
  func strangeCursorNamesNone(_ cursor: String) async throws {
    try await ToolBench.run { tools in
      try await Self.bind(tools)
      try await Self.pay("3", tools)
      let result = try await tools.call(
        "wait_for_deposit", ["depositReference": "user-7", "cursor": .string(cursor), "timeoutSeconds": 1])
      #expect(result.object["changed"] == nil)
      #expect(result.object["deposits"]?.array?.count == 1)
      #expect("\(result.summary)".contains("which of them is not known here"))
    }
  }

  /// A list that is whole shows what the network took back.
  @Test(arguments: dialects)
  func depositThatWasTakenBackIsMissing(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      try await Self.bind(tools)
      try await Self.pay("3", tools)
      try await Self.pay("5", confirmations: 1, tools)
      let client = tools.bench.client
      let before = try await client.depositProgress("user-7", last: nil)
      let hash = try #require(before.deposits.first { $0.status == "pending" }?["txHash"])
      _ = try await tools.succeed(
        "simulate_payment", ["depositReference": "user-7", "txHash": .string(hash), "kind": "taken_back"])
      let after = try await client.depositProgress("user-7", last: before)
      #expect(after.missing(since: before).compactMap { $0["txHash"] } == [hash])
      #expect(after.changes(since: before).isEmpty)
    }
  }
}
