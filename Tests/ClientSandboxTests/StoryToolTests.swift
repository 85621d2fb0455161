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
      let start =
        name == .depositTwice
        ? #"[sandbox] Played deposit_twice: "story-deposit-twice-"# : "[sandbox] Played \(name.rawValue): order ord_"
      #expect(result.summary.hasPrefix(start), "\(result.summary)")
      let page = try #require(result.object["pageUrl"]?.string)
      #expect(result.summary.contains("Look at \(page) "))
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
      let taken = try await tools.succeed("simulate_payment", ["depositReference": "u", "kind": "taken_back"])
      #expect(taken["amount"] == "5" && taken["outcome"] == "done")
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
    }
  }
}
