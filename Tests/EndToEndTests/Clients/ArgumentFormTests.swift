import JSON
import Testing

/// Row 92: arguments that came in another form than the schema's, as clients in the field send them.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ArgumentFormTests {
  private static let settings = ["PAYIN_DIALECT": "documented", "PAYIN_TOOLS": "all"]

  private func client(_ revision: Revision, _ api: RecordingAPI) async throws -> Client {
    try await Client(revision, Server(api.server, Self.settings))
  }

  private func codes(_ data: JSONValue) -> [String] {
    data["warnings"]?.array?.compactMap { $0["code"]?.string } ?? []
  }

  private static let price = #"{"currency":"USDT","chainId":"ethereum-sepolia","amount":90071992547409.931234}"#

  /// The amount has more digits than a binary fraction holds.
  @Test(
    arguments: Revision.eras,
    [
      .string("[\(price)]"), .string(" [\n\(price)] "), .string(price), .array([.string(price)]),
      .object(["currency": "USDT", "chainId": "ethereum-sepolia", "amount": "90071992547409.931234"]),
    ] as [JSONValue])
  func pricesAreReadWithEveryDigit(revision: Revision, currencies: JSONValue) async throws {
    let api = RecordingAPI()
    let client = try await client(revision, api)
    let data = try await client.data("update_payment_link_currencies", ["id": "link_1", "currencies": currencies])
    let sent = try #require(api.writes.first)
    #expect(
      sent.body["currencies"] == [
        ["currency": "USDT", "chainId": "ethereum-sepolia", "amount": "90071992547409.931234"]
      ])
    #expect(api.writes.count == 1)
    #expect(codes(data).contains("argument_read"), "\(data)")
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.eras)
  func metadataIsReadAndTextStaysText(revision: Revision) async throws {
    let api = RecordingAPI()
    let client = try await client(revision, api)
    _ = try await client.data(
      "create_payment_link",
      [
        "title": #"["a"]"#, "description": #"{"a":1}"#, "amount": "5",
        "currencies": #"[{"currency":"USDT","chainId":"ethereum-sepolia"}]"#,
        "metadata": #"{"rate":1.10,"note":"[1]","list":"","none":null}"#,
      ])
    let body = try #require(api.writes.first).body
    #expect(body["title"] == #"["a"]"#)
    #expect(body["description"] == #"{"a":1}"#)
    #expect(body["metadata"]?["rate"]?.number?.literal == "1.10")
    #expect(body["metadata"]?["note"] == "[1]")
    #expect(body["metadata"]?["list"] == "")
    #expect(body["metadata"]?["none"] == .null)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Two members of one name could be read in two ways; deeper text than any line may be is not read at all.
  @Test(arguments: [
    #"[{"currency":"USDT","currency":"USDC","chainId":"ethereum-sepolia"}]"#, "[", "currencies", "1", "null",
    String(repeating: "[", count: 129) + String(repeating: "]", count: 129), #"[{"currency":"USDT"}] []"#,
  ])
  func textThatIsNotOneSoundArrayIsRefused(currencies: String) async throws {
    let api = RecordingAPI()
    let client = try await client(.november2025, api)
    let failure = try await client.failure(
      "update_payment_link_currencies", ["id": "link_1", "currencies": .string(currencies)])
    #expect(failure["code"] == "invalid_arguments")
    #expect(failure["field"] == "currencies")
    #expect(failure["outcome"] == "not_sent")
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  /// The token of the first step belongs to the arguments as they were understood.
  @Test func confirmationBelongsToWhatWasUnderstood() async throws {
    let api = RecordingAPI()
    let mainnet = ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "1", "PAYIN_CONFIRM": "token"]
    let client = try await Client(.march2025, Server(api.server, Self.settings.merging(mainnet) { $1 }))
    let row: JSONObject = ["currency": "USDT", "chainId": "ethereum-mainnet"]
    let first = try await client.failure(
      "update_payment_link_currencies",
      ["id": "link_1", "currencies": .string("[\(JSONValue.object(row))]"), "task_progress": "- [ ] one"])
    #expect(first["code"] == "confirmation_required")
    #expect(first["question"]?.string?.contains("task_progress") == false)
    let token = try #require(first["confirmationToken"])
    let second: JSONValue = [
      "id": "link_1", "currencies": .object(row), "confirmationToken": token, "task_progress": "- [x] one",
    ]
    #expect(try await client.data("update_payment_link_currencies", second)["outcome"] == "done")
    #expect(api.writes.count == 1)
    #expect(try await client.server.finish().isEmpty)
  }

  /// So does the answer to a question in the stateless revision, whatever the host adds to each request.
  @Test func answerBelongsToWhatWasUnderstood() async throws {
    let api = RecordingAPI()
    let mainnet = ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "1"]
    let server = try Server(api.server, Self.settings.merging(mainnet) { $1 })
    let client = try await AskedClient(.nForm, server, AskedClient.Counter())
    let row: JSONObject = ["currency": "USDT", "chainId": "ethereum-mainnet"]
    let first = try await client.call(
      "update_payment_link_currencies",
      ["id": "link_1", "currencies": .string("[\(JSONValue.object(row))]"), "toolCallId": "call_1"], .accept)
    let state = try #require(first["result"]?["requestState"])
    let answer: JSONValue = ["confirm": ["action": "accept", "content": ["confirm": true]]]
    let second = try await client.call(
      "update_payment_link_currencies",
      ["id": "link_1", "currencies": [.object(row)], "toolCallId": "call_2"], .accept,
      more: ["requestState": state, "inputResponses": answer])
    #expect(second["result"]?["structuredContent"]?["outcome"] == "done", "\(second)")
    #expect(api.writes.count == 1)
    #expect(try await server.finish().isEmpty)
  }
}
