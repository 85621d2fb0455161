import JSON
import MCP
import Testing

/// Row 161: `notifications/tasks`.
@Suite(.timeLimit(.minutes(1)))
struct TaskListenTests {
  private let held = HeldTool()

  private func params(_ client: TaskClient, of listener: Int) async throws -> JSONObject {
    let message = try #require(try await client.harness.next())
    #expect(message["method"] == "notifications/tasks", "\(message)")
    var params = try #require(message["params"]?.object)
    let tag = params["_meta"]?["io.modelcontextprotocol/subscriptionId"]
    #expect(tag?.number?.integer == listener)
    params["_meta"] = nil
    return params
  }

  /// Acknowledged first, then the state of the moment, every change, and the end with the result.
  @Test func changesArePushed() async throws {
    let client = try TaskClient(held)
    let id = try #require(try await client.create()["taskId"]?.string)
    let context = try #require(await held.nextContext())
    let listener = client.listen([id, "nope", id])
    let first = try await client.harness.next()
    #expect(first?["method"] == "notifications/subscriptions/acknowledged")
    #expect(first?["params"]?["notifications"] == ["taskIds": [.string(id)]])
    #expect(try await params(client, of: listener)["statusMessage"] == "waiting passing")
    context.report("half\u{200B}way")
    let working = try await params(client, of: listener)
    #expect(working["status"] == "working" && working["statusMessage"] == "half\u{200B}way passing")
    held.door.open()
    let ended = try await params(client, of: listener)
    #expect(ended["status"] == "completed" && ended["result"]?["structuredContent"] != nil)
    var got = try #require(try await client.about("get", id)["result"]?.object)
    for name in ["resultType", "_meta"] { got[name] = nil }
    #expect(ended == got)
    let rest = try await client.harness.finish()
    #expect(rest.map { $0["id"]?.number?.integer } == [listener])
  }

  /// Each takes two of the 256 places, also while its task is looked for.
  @Test func listenersThatLookForTasksAreBounded() async throws {
    let client = try TaskClient(held)
    let id = try #require(try await client.create()["taskId"]?.string)
    for _ in 1...140 { _ = client.listen([id]) }
    let messages = try await client.harness.finish()
    #expect(messages.count { $0["error"]?["code"] == -32602 } == 12)
  }

  @Test func endedTaskIsShownOnce() async throws {
    held.door.open()
    let client = try TaskClient(held)
    let id = try #require(try await client.create()["taskId"]?.string)
    _ = try await client.ended(id)
    let listener = client.listen([id])
    _ = try await client.harness.next()
    #expect(try await params(client, of: listener)["status"] == "completed")
    #expect(try await client.harness.finish().count == 1)
  }

  /// Resources and tasks may be listened to by one request.
  @Test func tasksAndResourcesShareAListener() async throws {
    let (shelf, book) = (BookResources(), "shelf://books/1")
    let client = try TaskClient(held, features: shelf.features)
    let id = try #require(try await client.create()["taskId"]?.string)
    let listener = client.send(
      "subscriptions/listen", #""notifications":{"resourceSubscriptions":["\#(book)"],"taskIds":["\#(id)"]}"#)
    #expect(
      try await client.harness.next()?["params"]?["notifications"]
        == ["resourceSubscriptions": [.string(book)], "taskIds": [.string(id)]])
    _ = try await params(client, of: listener)
    shelf.change(book)
    #expect(try await client.harness.next()?["method"] == "notifications/resources/updated")
  }

  /// Nothing follows the cancel of the listener, and the task goes on.
  @Test func cancelledListenerIsNotToldAndTheTaskGoesOn() async throws {
    let client = try TaskClient(held)
    let id = try #require(try await client.create()["taskId"]?.string)
    let listener = client.listen([id])
    _ = try await client.harness.next()
    _ = try await params(client, of: listener)
    client.harness.send(
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(listener)}}"#)
    #expect(try await client.about("get", id)["result"]?["status"] == "working")
    held.door.open()
    #expect(try await client.ended(id)["status"] == "completed")
    #expect(try await client.harness.finish().isEmpty)
  }
}
