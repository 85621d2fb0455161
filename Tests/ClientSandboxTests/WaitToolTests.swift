import JSON
import MCP
import Sandbox
import SandboxAPI
import Testing

/// Waits for payments of a real sandbox, in both dialects.
@Suite(.timeLimit(.minutes(2)))
struct WaitToolTests {
  private static let dialects = [Dialect.documented, .published]
  private static let order: JSONObject = [
    "orderReference": "sale-1", "amount": "10.50", "currency": "USDC", "chainId": "polygon-amoy",
  ]

  /// Of a wait during which `event` takes place.
  private func result(
    of tool: String, _ arguments: JSONObject, _ tools: ToolBench, meanwhile event: () async throws -> Void
  ) async throws -> JSONObject {
    async let waiting = tools.succeed(tool, arguments)
    try await event()
    return try await waiting
  }

  @Test(arguments: dialects)
  func waitEndsWhenTheOrderIsPaid(dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      let paid = try await result(of: "wait_for_order", ["orderId": id, "timeoutSeconds": 50], tools) {
        _ = try await tools.succeed("simulate_payment", ["orderId": id, "amount": "4"])
        _ = try await tools.succeed("simulate_payment", ["orderId": id, "amount": "7"])
      }
      #expect(paid["status"] == "completed")
      #expect(paid["isFinal"] == true)
      #expect(paid["timedOut"] == false)
      #expect(paid["received"] == "11" || paid["received"] == "11.000000")
      #expect(paid["missing"] == "0")
      #expect(paid["surplus"] == "0.5")
      #expect(paid["txHash"]?.string?.isEmpty == false)
      #expect(paid["secondsLeft"] == nil)
    }
  }

  /// Underpaid at first, then confirmed step by step: with a cursor every change is an answer.
  @Test(arguments: dialects)
  func cursorTellsEveryChange(dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      let first = try await tools.succeed("wait_for_order", ["orderId": id, "timeoutSeconds": 1])
      #expect(first["timedOut"] == true)
      #expect(first["isFinal"] == false)
      #expect(first["missing"] == "10.5")
      #expect(first["secondsLeft"]?.number?.integer != nil)
      _ = try await tools.succeed("simulate_payment", ["orderId": id, "amount": "4", "confirmations": 3])
      let second = try await tools.succeed("wait_for_order", ["orderId": id, "cursor": try #require(first["cursor"])])
      #expect(second["timedOut"] == false)
      #expect(second["status"] == "pending")
      #expect(second["missing"] == "6.5")
      #expect(second["confirmations"] == 3)
      #expect(second["requiredConfirmations"] == 10)
      #expect(second["cursor"] != first["cursor"])
    }
  }

  @Test(arguments: dialects)
  func movedClockEndsTheWait(dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      let expired = try await result(of: "wait_for_order", ["orderId": id, "timeoutSeconds": 50], tools) {
        _ = try await tools.succeed("advance_clock", ["advanceMinutes": 15])
      }
      #expect(expired["status"] == "expired")
      #expect(expired["timedOut"] == false)
    }
  }

  @Test(arguments: dialects)
  func depositEndsTheWaitForIt(dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let user: JSONObject = ["depositReference": "user-7"]
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "user-7", "protocol": "evm"])
      let first = try await tools.succeed("wait_for_deposit", ["depositReference": "user-7", "timeoutSeconds": 1])
      #expect(first["timedOut"] == true)
      #expect(first["changed"] == [] && first["deposits"] == nil)
      let cursor = try #require(first["cursor"])
      let payment: JSONObject = [
        "depositReference": "user-7", "amount": "30.5", "currency": "USDC", "chainId": "polygon-amoy",
      ]
      let changed = try await result(
        of: "wait_for_deposit", ["depositReference": "user-7", "cursor": cursor, "timeoutSeconds": 50], tools
      ) {
        _ = try await tools.succeed("simulate_payment", payment)
      }
      #expect(changed["timedOut"] == false)
      #expect(changed["deposits"]?.array?.map { $0["status"] } == ["confirmed"])
      #expect(changed["pending"] == 0)
      _ = try await tools.succeed("unbind_deposit_address", user)
    }
  }

  @Test(arguments: dialects)
  func whatIsUnknownIsNotWaitedFor(dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = dialect == .documented ? "ord_0" : "00000000-0000-4000-8000-000000000000"
      let order = try await tools.call("wait_for_order", ["orderId": .string(id), "timeoutSeconds": 50])
      #expect(order.object["code"] == "not_found")
      let deposit = try await tools.call("wait_for_deposit", ["depositReference": "nobody", "timeoutSeconds": 50])
      #expect(deposit.object["code"] == "not_found")
    }
  }

  @Test func passingFailureDoesNotEndTheWait() async throws {
    try await ToolBench.run { tools in
      let id = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      _ = try await tools.succeed(
        "inject_fault", ["kind": "status", "status": 500, "route": "GET /orders/:id", "count": 2])
      let paid = try await result(of: "wait_for_order", ["orderId": id, "timeoutSeconds": 50], tools) {
        _ = try await tools.succeed("simulate_payment", ["orderId": id])
      }
      #expect(paid["status"] == "completed")
    }
  }

  /// Row 8: who waits is not waited for.
  @Test func endOfInputEndsTheWait() async throws {
    try await ToolBench.run { tools in
      let id = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      let end = EndOfInput()
      let tool = try #require(tools.catalogue["wait_for_order"])
      async let waiting = tools.catalogue.call(
        tool, arguments: ["orderId": id, "timeoutSeconds": 50], endOfInput: end)
      end.announce()
      let result = await waiting
      #expect(result.object["timedOut"] == true)
      #expect(result.object["cursor"]?.string?.isEmpty == false)
    }
  }
}
