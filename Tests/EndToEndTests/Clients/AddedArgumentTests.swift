import JSON
import Testing

/// Row 92: arguments that no tool asked for.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct AddedArgumentTests {
  private static let order: JSONObject = [
    "orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private func client(_ api: RecordingAPI, _ more: [String: String] = [:]) async throws -> Client {
    try await Client(
      .november2025,
      Server(api.server, ["PAYIN_DIALECT": "documented", "PAYIN_TOOLS": "all"].merging(more) { $1 }))
  }

  private static let added: JSONObject = [
    "task_progress": "- [x] read the disk_usage_report", "random_string": "dummy", "explanation": "To be paid",
    "sessionId": "s", "toolCallId": "call_1",
  ]

  /// Cline, Cursor and n8n put these into calls.
  @Test(arguments: ["en", "zh"])
  func argumentsOfTheHostAreIgnoredAndSaid(language: String) async throws {
    let api = RecordingAPI(reads: ["/orders/ord_1": #"{"orderId":"ord_1","status":"pending"}"#])
    let client = try await client(api, ["PAYIN_LANG": language])
    let calls: [(String, JSONObject)] = [
      ("create_order", Self.order), ("get_order", ["orderId": "ord_1"]), ("get_status", [:]), ("list_orders", [:]),
      ("publish_payment_link", ["id": "link_1"]),
    ]
    for (tool, arguments) in calls {
      let all = JSONObject(arguments.members + Self.added.members)
      let data = try await client.data(tool, .object(all))
      let told = data["warnings"]?.array?.filter { $0["code"] == "argument_ignored" } ?? []
      for member in Self.added.members {
        #expect(
          told.contains { $0["message"]?.string?.contains("`\(member.name)`") == true }, "\(tool) \(member.name)")
      }
    }
    let sent = try #require(api.writes.first?.body.object).members.map(\.name)
    #expect(Set(sent) == Set(Self.order.members.map(\.name)))
    #expect(try await client.server.finish().isEmpty)
  }

  /// A near miss of a real name, and on a write everything that nobody knows: it could be meant to limit the call.
  @Test(arguments: [
    "chain_id", "chainID", "order_reference", "OrderReference", "metdata", "amout", "orderAmount", "graceMinute",
    "dryRun", "dry_run", "test", "simulate", "confirm", "idempotencyKey", "confirmationToken", "maxFee", "note",
  ])
  func argumentThatCouldBeMeantIsRefusedOnAWrite(name: String) async throws {
    let api = RecordingAPI()
    let client = try await client(api)
    let failure = try await client.failure(
      "create_order",
      .object(
        JSONObject(
          Self.order.members + [
            JSONObject.Member(name: name, value: "x")
          ])))
    #expect(failure["code"] == "invalid_arguments")
    #expect(failure["outcome"] == "not_sent")
    #expect(failure["problems"]?.array?.map { $0["path"]?.string } == ["/\(name)"])
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: ["currency", "amount", "dryRun", "confirm"])
  func limitIsRefusedByAWriteWithoutIt(name: String) async throws {
    let api = RecordingAPI()
    let client = try await client(api)
    let failure = try await client.failure("publish_payment_link", .object(["id": "link_1", name: "x"]))
    #expect(failure["field"]?.string == name)
    #expect(failure["fix"]?.string?.contains("only if the call is right without it") == true)
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  /// A read is told which rows are wanted: a filter that no tool here knows by that name is no decoration.
  @Test(arguments: [
    ("order_reference", true), ("token", true), ("createdAfter", true), ("minAmount", true), ("customer", true),
    ("thoughts", false), ("conversation", false), ("x_trace", false),
  ])
  func readIgnoresOnlyWhatIsNoFilter(name: String, isRefused: Bool) async throws {
    let client = try await client(RecordingAPI())
    let result = try await client.call("list_orders", .object([name: "x"]))
    #expect((result["isError"] == true) == isRefused, "\(result)")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Inside a row nothing is of the host.
  @Test func argumentsInsideARowAreNotIgnored() async throws {
    let api = RecordingAPI()
    let client = try await client(api)
    let row: JSONValue = ["currency": "USDT", "chainId": "ethereum-sepolia", "explanation": "x"]
    let failure = try await client.failure("update_payment_link_currencies", ["id": "link_1", "currencies": [row]])
    #expect(failure["problems"]?.array?.map { $0["path"] } == ["/currencies/0/explanation"])
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }
}
