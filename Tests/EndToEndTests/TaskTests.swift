import Glibc
import JSON
import TestSupport
import Testing

/// Tasks through the built program: rows 155 to 168.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct TaskTests {
  private static let order: JSONValue = [
    "orderReference": "task-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]
  private static let declared: JSONObject = [
    Line.capabilities: ["extensions": ["io.modelcontextprotocol/tasks": [:]]]
  ]

  private static func task(_ id: JSONValue, _ client: Client) async throws -> JSONValue {
    try await client.ask("tasks/get", ["taskId": id], meta: declared)
  }

  /// Rows 158, 161, 167: a task that works when its process is killed goes on in the next, and its result is there in the
  /// one after it.
  @Test func taskOutlivesASuddenEnd() async throws {
    let folder = try ProcessTests.Folder()
    let arguments = ["--sandbox-db", "\(folder.path)/sandbox.sqlite"]
    let first = try await Client(.july2026, Server(arguments))
    let order = try #require(try await first.data("create_order", Self.order)["orderId"])
    let created = try await first.call("wait_for_order", ["orderId": order], meta: Self.declared)
    #expect(created["resultType"] == "task" && created["ttlMs"] == 90_000_000)
    let id = try #require(created["taskId"])
    first.server.process.send(SIGKILL)
    #expect(try await first.server.waitForEnd().exit == .signal(SIGKILL))

    let second = try await Client(.july2026, Server(arguments))
    #expect(try await Self.task(id, second)["result"]?["status"] == "working")
    second.server.send(
      Line.request(
        90, "subscriptions/listen", ["notifications": ["taskIds": [id]]], .july2026, meta: Self.declared),
      Line.call(91, "simulate_payment", ["orderId": order], .july2026))
    var last: JSONValue = [:]
    while last["params"]?["status"] != "completed" { last = try await second.server.next() }
    let paid = try #require(last["params"]?["result"]).data
    #expect(paid["status"] == "completed" && paid["missing"] == "0" && paid["timedOut"] == false)
    _ = try await second.server.finish()

    let third = try await Client(.july2026, Server(arguments))
    let kept = try #require(try await Self.task(id, third)["result"])
    #expect(kept["status"] == "completed" && kept["createdAt"] == created["createdAt"])
    #expect(kept["result"] == last["params"]?["result"])
    #expect(try await third.server.finish().isEmpty)
  }

  /// Rows 156, 158, 160, 166: with a key there is no file, which the task says; and the end of input does not wait.
  @Test func taskOfARealAPIEndsWithItsProcess() async throws {
    let pending = #"{"data":{"orderId":"ord_1","status":"pending","amount":"5","currency":"USDT"}}"#
    let (api, polled) = (TestServer.answering { _, peer in peer.reply(200, [], pending) }, "pending")
    let client = try await Client(.july2026, Server(api))
    let wait: JSONValue = ["orderId": "ord_1"]
    let created = try await client.call("wait_for_order", wait, meta: Self.declared)
    #expect(created["statusMessage"] == "Waiting for the payment. The task ends with this process.")
    let id = try #require(created["taskId"])
    var message = ""
    while !message.hasPrefix(polled) {
      message = try #require(try await Self.task(id, client)["result"]?["statusMessage"]?.string)
    }
    #expect(message.hasSuffix(". The task ends with this process."), "\(message)")
    #expect(try await client.ask("tasks/get", ["taskId": id])["error"]?["code"] == -32021)
    let ordinary = try await client.call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    #expect(ordinary["resultType"] == "complete")
    #expect(try await client.server.finish().isEmpty)
    let next = try await Client(.july2026, Server(api))
    #expect(try await Self.task(id, next)["error"]?["code"] == -32602)
    #expect(try await next.server.finish().isEmpty)
  }
}
