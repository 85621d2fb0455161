import JSON
import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import SandboxModel
import Testing

/// Stories and take-backs as a model meets them.
struct StoryToolTests {
  @Test(arguments: Story.Name.allCases)
  func storySaysFirstWhatHappenedAndWhereToLook(_ name: Story.Name) async throws {
    try await ToolBench.run { tools in
      let result = try await tools.call("play_story", ["story": .string(name.rawValue)])
      #expect(!result.isError, "\(result.summary)")
      // There is no endpoint in this sandbox.
      let failures = name == .webhookDownThenUp ? ", but 3 of 5 steps did not happen as they should" : ""
      let start =
        name == .depositTwice
        ? #"[sandbox] Played deposit_twice: "story-deposit-twice-"#
        : "[sandbox] Played \(name.rawValue)\(failures): order ord_"
      #expect(result.summary.hasPrefix(start), "\(result.summary)")
      let page = result.object["pageUrl"]?.string
      #expect((page == nil) == (name == .depositTwice))
      if let page { #expect(result.summary.contains("Look at \(page) ")) }
      let seconds = try #require(Story.named(name).steps.last?.seconds)
      #expect(
        result.summary.contains("\(seconds) s ahead of this machine's, for all orders"), "\(result.summary)")
      #expect(result.object["clock"]?["aheadSeconds"] == .number(JSONNumber(seconds)))
      #expect(result.object["state"] == "ended")
      let events = (result.object["events"]?.array ?? []).compactMap(\.string)
      #expect(events == Story.named(name).steps.flatMap { $0.events(in: .documented) }.map(\.rawValue))
      #expect(result.object["steps"]?.array?.count == Story.named(name).steps.count)
      let last = try #require(Story.named(name).steps.last)
      #expect(result.summary.contains("[\(last.seconds) s] \(last.text.english)"))
    }
  }

  @Test func storyAtTheClocksPaceSaysWhatIsToCome() async throws {
    try await ToolBench.run { tools in
      let started = try await tools.call("play_story", ["story": "reorg", "pace": "clock"])
      #expect(started.object["state"] == "playing")
      #expect(!started.summary.contains("ahead of this machine's"), "\(started.summary)")
      #expect(started.summary.contains("Still to come: 5 steps"), "\(started.summary)")
      let id = try #require(started.object["order"]?["orderId"])
      _ = try await tools.succeed("advance_clock", ["advanceSeconds": 45])
      let order = try await tools.succeed("get_order", ["orderId": id])
      #expect(order["status"] == "pending")
      #expect(order["received"] == "0" || order["receivedAmount"] == "0", "\(order)")
      _ = try await tools.succeed("advance_clock", ["advanceSeconds": 30])
      #expect(try await tools.succeed("get_order", ["orderId": id])["status"] == "completed")
    }
  }

  @Test func waitSaysWhatIsThereAfterATakeBack() async throws {
    try await ToolBench.run { tools in
      let id = try await tools.makeOrder("a", "10")
      _ = try await tools.succeed("simulate_payment", ["orderId": id, "confirmations": 1])
      let seen = try await tools.succeed("wait_for_order", ["orderId": id, "timeoutSeconds": 1])
      #expect(seen["received"] == "10")
      let taken = try await tools.call("simulate_payment", ["orderId": id, "kind": "taken_back"])
      #expect(
        taken.summary.hasPrefix("[sandbox] The network took the payment of 10 USDT"), "\(taken.summary)")
      #expect(taken.summary.contains(" is pending: 0 of 10 USDT received, 10 missing."), "\(taken.summary)")
      #expect(taken.object["credited"] == false && taken.object["reason"] == "taken_back")
      let after = try await tools.succeed(
        "wait_for_order", ["orderId": id, "timeoutSeconds": 10, "cursor": try #require(seen["cursor"])])
      #expect(after["received"] == "0" && after["missing"] == "10" && after["isFinal"] == false)
    }
  }

  @Test func depositTakenBackLowersTheTotals() async throws {
    try await ToolBench.run { tools in
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "u", "protocol": "evm"])
      for amount in ["7", "5"] {
        _ = try await tools.succeed("simulate_payment", ["depositReference": "u", "amount": .string(amount)])
      }
      let taken = try await tools.call("simulate_payment", ["depositReference": "u", "kind": "taken_back"])
      #expect(taken.object["amount"] == "5" && taken.object["outcome"] == "done")
      #expect(taken.object["depositReference"] == "u")
      #expect(taken.summary.contains("\"u\" has confirmed deposits of 7 USDC"), "\(taken.summary)")
      #expect(try await tools.succeed("get_deposit_reference", ["depositReference": "u"])["totalAmount"] == "7")
      #expect(try await tools.succeed("list_deposits", [:])["deposits"]?.array?.count == 1)
    }
  }

  @Test func takeBackSaysWhatItDoesNotNeedAndWhatIsFinal() async throws {
    try await ToolBench.run { tools in
      let id = try await tools.makeOrder("a", "10", paid: true)
      let wrong = try await tools.call("simulate_payment", ["orderId": id, "kind": "taken_back", "amount": "1"])
      #expect(wrong.object["code"] == "invalid_arguments")
      let late = try await tools.call("simulate_payment", ["orderId": id, "kind": "taken_back"])
      #expect(late.isError && late.object["outcome"] == "rejected")
      #expect(late.summary.contains("is completed, which is final"), "\(late.summary)")
      #expect(!late.summary.contains("new reference"), "\(late.summary)")
    }
  }

  /// Whatever is named with the transaction must be what it paid, in both directions.
  @Test func paymentOfAnotherOrderIsNeitherTakenBackNorSentAgain() async throws {
    try await ToolBench.run { tools in
      let ids = try await [tools.makeOrder("a", "10"), tools.makeOrder("b", "10")]
      _ = try await tools.succeed("simulate_payment", ["orderId": ids[1], "txHash": "0xb", "confirmations": 1])
      for receiver in [ids[0], "ord_nope"] {
        let refused = try await tools.call(
          "simulate_payment", ["orderId": receiver, "kind": "taken_back", "txHash": "0xb"])
        #expect(refused.isError && refused.object["outcome"] == "rejected", "\(refused.summary)")
      }
      #expect(try await tools.succeed("get_order", ["orderId": ids[1]])["receivedAmount"] == "10")
      _ = try await tools.succeed("simulate_payment", ["orderId": ids[1], "kind": "taken_back", "txHash": "0xb"])
      let again = try await tools.call("simulate_payment", ["orderId": ids[0], "txHash": "0xb"])
      #expect(again.object["code"] == "conflict", "\(again.summary)")
      #expect(again.summary.contains("Leave txHash out"), "\(again.summary)")
      #expect(try await tools.succeed("get_order", ["orderId": ids[1]])["receivedAmount"] == "0")
    }
  }

  @Test func storyThatFailedSaysHowManySteps() async throws {
    try await ToolBench.run { tools in
      _ = try await tools.succeed("inject_fault", ["kind": "empty_pool"])
      let failed = try await tools.call("play_story", ["story": "pool_empty"])
      #expect(
        failed.summary.hasPrefix("[sandbox] Played pool_empty, but 2 of 5 steps did not happen as they should."),
        "\(failed.summary)")
      let refused = try await tools.call("play_story", ["story": "deposit_twice"])
      #expect(refused.object["fix"]?.string?.contains("refill_pool") == true, "\(refused.summary)")
      #expect(refused.object["next"] == ["tool": "inject_fault", "arguments": ["kind": "refill_pool"]])
      #expect(!refused.summary.contains("dashboard"), "\(refused.summary)")
    }
  }
}
