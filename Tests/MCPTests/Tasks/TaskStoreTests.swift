import JSON
import MCP
import Testing

/// Rows 158, 167: tasks that outlive their process.
@Suite(.timeLimit(.minutes(1)))
struct TaskStoreTests {
  private let date = SetDate()

  private func client(_ store: SharedStore, _ tool: HeldTool = HeldTool()) throws -> TaskClient {
    try TaskClient(tool, TaskSettings(store: store, date: date.now))
  }

  /// The next process goes on with what is left of the time, and the one after it has the result, byte by byte.
  @Test func nextProcessGoesOn() async throws {
    let (store, tool) = (SharedStore(), HeldTool())
    let first = try client(store)
    let created = try await first.create(#"{"seconds":10}"#)
    let id = try #require(created["taskId"]?.string)
    #expect(created["statusMessage"] == "waiting lasting")
    #expect(try await first.harness.finish().isEmpty)
    date.advance(by: 4000)
    let second = try client(store, tool)
    let found = try await second.about("get", id)["result"]
    #expect(found?["status"] == "working" && found?["statusMessage"] == "waiting lasting")
    #expect(found?["createdAt"] == created["createdAt"] && found?["ttlMs"] == created["ttlMs"])
    #expect(try #require(await tool.nextContext()).time == .seconds(6))
    tool.door.open()
    let ended = try await second.ended(id)
    #expect(try await client(store).about("get", id)["result"] == ended)
  }

  @Test func cancelledTaskStaysCancelled() async throws {
    let store = SharedStore()
    let first = try client(store)
    let id = try #require(try await first.create()["taskId"]?.string)
    _ = try await first.about("cancel", id)
    let tool = HeldTool()
    #expect(try await client(store, tool).about("get", id)["result"]?["status"] == "cancelled")
  }

  /// Row 160: each of the requests finds the task, and listening does.
  @Test func everyRequestFindsTheTask() async throws {
    let store = SharedStore()
    let id = try #require(try await client(store).create()["taskId"]?.string)
    let update = try await client(store).ask("tasks/update", #""taskId":"\#(id)","inputResponses":{}"#)
    #expect(update["result"]?["resultType"] == "complete")
    let listener = try client(store)
    _ = listener.listen(["x", id])
    #expect(try await listener.harness.next()?["params"]?["notifications"] == ["taskIds": [.string(id)]])
    #expect(try await listener.harness.next()?["params"]?["status"] == "working")
    let cancelling = try client(store)
    #expect(try await cancelling.about("cancel", id)["result"]?["resultType"] == "complete")
    #expect(try await cancelling.about("get", id)["result"]?["status"] == "cancelled")
    #expect(try await client(store).about("get", "x")["error"]?["code"] == -32602)
  }

  @Test func expiredTaskIsNotFound() async throws {
    let store = SharedStore()
    let id = try #require(try await client(store).create(#"{"seconds":10}"#)["taskId"]?.string)
    date.advance(by: 3_610_000)
    #expect(try await client(store).about("get", id)["error"]?["code"] == -32602)
  }

  /// Row 162: a process without the tool says so, and leaves the task to those that have it.
  @Test func taskOfAMissingToolIsLeftAlone() async throws {
    let store = SharedStore()
    let id = try #require(try await client(store).create()["taskId"]?.string)
    let before = store.all
    let harness = try SessionHarness(tasks: TaskSettings(store: store, date: date.now))
    harness.send(TaskClient.line(1, "tasks/get", #""taskId":"\#(id)""#))
    let error = try await harness.next()?["error"]
    #expect(error?["code"] == -32602 && error?["message"]?.string?.contains("lacks the tool") == true)
    #expect(store.all == before)
    #expect(try await client(store).about("get", id)["result"]?["status"] == "working")
  }

  /// Row 158: the place may be one that does not last.
  @Test(arguments: [TaskDurability.processLifetime, .none])
  func placeThatEndsWithTheProcessIsSaid(durability: TaskDurability) async throws {
    let client = try client(SharedStore(durability))
    let created = try await client.create()
    #expect(created["statusMessage"] == "waiting passing")
    let id = try #require(created["taskId"]?.string)
    #expect(try await client.about("get", id)["result"]?["status"] == "working")
    #expect(try await client.about("cancel", id)["result"]?["resultType"] == "complete")
    #expect(try await client.about("get", id)["result"]?["status"] == "cancelled")
  }

  /// Row 158: nothing is answered before the task is stored, and a call that was cancelled by then leaves none.
  @Test func cancelledCreationLeavesNoTask() async throws {
    let (gate, tool) = (Door(), HeldTool())
    let store = SharedStore(gate: gate)
    let client = try client(store, tool)
    client.send("tools/call", #""name":"hold""#)
    await gate.waitForArrival()
    let id = try #require(store.all.first?.id)
    client.harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
    #expect(await gate.waitForEnding())
    while try await store.task(id) != nil { _ = try await client.ask("server/discover", "") }
    #expect(try await client.about("get", id)["error"]?["code"] == -32602)
    #expect(try await client.harness.finish().isEmpty)
  }
}
