import JSON
import MCP
import Testing

/// Rows 164, 167: what was shown of a task stays, whichever of several processes is asked.
@Suite(.timeLimit(.minutes(1)))
struct TaskSharingTests {
  private let date = SetDate()

  private func client(
    _ store: SharedStore, _ tool: HeldTool = HeldTool(), limit: Int = 128, maximumInFlight: Int = 256
  ) throws -> TaskClient {
    try TaskClient(
      tool, TaskSettings(store: store, limit: limit, date: date.now), maximumInFlight: maximumInFlight)
  }

  private func status(_ client: TaskClient, _ id: String) async throws -> JSONValue? {
    try await client.about("get", id)["result"]?["status"]
  }

  /// Row 164: an acknowledgement that is not stored would be lost with the process.
  @Test func cancelIsAcknowledgedOnceItIsStored() async throws {
    let gate = Door()
    let store = SharedStore(endGate: gate)
    let client = try client(store)
    let id = try #require(try await client.create()["taskId"]?.string)
    let cancel = client.send("tasks/cancel", #""taskId":"\#(id)""#)
    await gate.waitForArrival()
    #expect(try await client.ask("server/discover", "")["result"] != nil)
    gate.open()
    #expect(try await client.harness.next()?["id"]?.number?.integer == cancel)
    #expect(store.all.first?.hasEnded == true)
  }

  /// Row 164: the end of input comes right after the cancel.
  @Test func cancelBeforeTheEndOfInputIsStored() async throws {
    let store = SharedStore()
    let client = try client(store)
    _ = try await client.create()
    let id = try #require(store.all.first?.id)
    let cancel = client.send("tasks/cancel", #""taskId":"\#(id)""#)
    let answers = try await client.harness.finish()
    #expect(answers.map { $0["id"]?.number?.integer } == [cancel] && answers[0]["error"] == nil)
    #expect(try await status(self.client(store), id) == "cancelled")
  }

  @Test func endIsShownOnceItIsStored() async throws {
    let (gate, tool) = (Door(), HeldTool())
    let client = try client(SharedStore(endGate: gate), tool)
    let id = try #require(try await client.create()["taskId"]?.string)
    _ = client.listen([id])
    for _ in 1...2 { _ = try await client.harness.next() }
    tool.door.open()
    await gate.waitForArrival()
    #expect(try await status(client, id) == "working")
    gate.open()
    #expect(try await client.harness.next()?["params"]?["status"] == "completed")
  }

  /// A result that one process has stored is not lost by the cancel of another, which knows the task as working.
  @Test func resultOfAnotherProcessStays() async throws {
    let (store, tool, other) = (SharedStore(), HeldTool(), HeldTool())
    let (first, second) = (try client(store, tool), try client(store, other))
    let id = try #require(try await first.create()["taskId"]?.string)
    #expect(try await status(second, id) == "working")
    tool.door.open()
    let result = try await first.ended(id)
    #expect(try await second.about("cancel", id)["result"]?["resultType"] == "complete")
    for client in [first, second, try client(store)] {
      #expect(try await client.about("get", id)["result"] == result)
    }
    #expect(await other.door.waitForEnding())
  }

  /// A cancel by another process ends the work: at the next report, or the next request.
  @Test(arguments: [true, false])
  func cancelByAnotherProcessIsNoticed(byReport: Bool) async throws {
    let (store, tool) = (SharedStore(), HeldTool())
    let (first, second) = (try client(store, tool), try client(store))
    let id = try #require(try await first.create()["taskId"]?.string)
    let context = try #require(await tool.nextContext())
    _ = try await second.about("cancel", id)
    if byReport { context.report("waiting") } else { #expect(try await status(first, id) == "cancelled") }
    #expect(await tool.door.waitForEnding())
    #expect(try await status(first, id) == "cancelled")
  }

  /// A reset of the store, after which the same ids mean others: no result is that of the task.
  @Test func removedTaskHasFailed() async throws {
    let (store, tool) = (SharedStore(), HeldTool())
    let client = try client(store, tool)
    let id = try #require(try await client.create()["taskId"]?.string)
    _ = client.listen([id])
    for _ in 1...2 { _ = try await client.harness.next() }
    date.advance(by: 50_000)
    await store.remove(id)
    tool.door.open()
    let end = try await client.harness.next()?["params"]
    #expect(end?["status"] == "failed" && end?["error"]?["code"] == -32602 && end?["result"] == nil)
    #expect(try await status(client, id) == "failed")
    #expect(try await self.client(store).about("get", id)["error"]?["code"] == -32602)
  }

  /// A process with as many tasks as it can run says so about those of others, which it can cancel all the same.
  @Test func fullProcessRefusesTasksOfOthers() async throws {
    let store = SharedStore()
    let id = try #require(try await client(store).create()["taskId"]?.string)
    let full = try client(store, limit: 1)
    _ = try await full.create()
    #expect(try await full.about("get", id)["error"]?["code"] == -32603)
    _ = full.listen([id])
    #expect(try await full.harness.next()?["params"]?["notifications"] == [:])
    #expect(try await full.about("cancel", id)["result"]?["resultType"] == "complete")
    #expect(try await status(full, id) == "cancelled")
    #expect(try await status(client(store), id) == "cancelled")
  }

  /// What cannot be stored is not acknowledged; a result is shown all the same.
  @Test func unusableStoreRefusesTheCancelAndKeepsNoResultBack() async throws {
    let (store, tool) = (SharedStore(), HeldTool())
    let client = try client(store, tool)
    let id = try #require(try await client.create()["taskId"]?.string)
    _ = client.listen([id])
    for _ in 1...2 { _ = try await client.harness.next() }
    store.fail()
    for method in ["cancel", "get"] { #expect(try await client.about(method, id)["error"]?["code"] == -32603) }
    tool.door.open()
    #expect(try await client.harness.next()?["params"]?["status"] == "completed")
    #expect(try await status(client, id) == "completed")
  }

  /// Row 167: a file that another program has written ends no process.
  @Test func forgedTaskIsUnknown() async throws {
    let store = SharedStore()
    let content =
      #"{"tool":"hold","arguments":{},"status":"working","createdAt":9000000000000000000,"updatedAt":1,"#
      + #""timeToLive":9000000000000000000}"#
    store.forge("forged", content)
    let client = try client(store)
    for method in ["get", "cancel"] {
      #expect(try await client.about(method, "forged")["error"]?["code"] == -32602)
    }
  }

  /// Row 166: a creation that is cancelled before it starts leaves its place.
  @Test func cancelledCreationInTheQueueLeavesItsPlace() async throws {
    let gate = Door()
    let client = try client(SharedStore(gate: gate), limit: 2, maximumInFlight: 1)
    client.send("tools/call", #""name":"hold""#)
    await gate.waitForArrival()
    let second = client.send("tools/call", #""name":"hold""#)
    client.harness.send(
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(second)}}"#)
    client.send("tools/call", #""name":"hold""#)
    // Its answer says that the lines before it were read.
    _ = try await client.ask("server/discover", "")
    gate.open()
    for _ in 1...2 { #expect(try await client.harness.next()?["result"]?["resultType"] == "task") }
  }
}
