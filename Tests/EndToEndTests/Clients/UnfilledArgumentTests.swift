import JSON
import Testing

/// Rows 32, 91, 92, 117: what clients send for what nobody filled in.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct UnfilledArgumentTests {
  private func client(_ revision: Revision, _ api: RecordingAPI) async throws -> Client {
    try await Client(revision, Server(api.server, ["PAYIN_DIALECT": "documented", "PAYIN_TOOLS": "all"]))
  }

  @Test(arguments: Revision.eras)
  func emptyOptionalArgumentsAreNotGiven(revision: Revision) async throws {
    let api = RecordingAPI()
    let client = try await client(revision, api)
    _ = try await client.data(
      "create_order",
      [
        "orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "ethereum-sepolia", "successUrl": "",
        "cancelUrl": "", "paymentWindowMinutes": "", "graceMinutes": nil, "metadata": "",
      ])
    let names = try #require(api.writes.first?.body.object).members.map(\.name)
    #expect(Set(names) == ["orderReference", "amount", "currency", "chainId"])
    #expect(try await client.data("list_orders", ["status": "", "orderReference": "", "page": ""])["orders"] == [])
    #expect(try await client.server.finish().isEmpty)
  }

  /// Emptying a field is asked for by `clear`; a client that fills in every text must not empty one.
  @Test(arguments: Revision.eras)
  func onlyClearEmptiesAField(revision: Revision) async throws {
    let api = RecordingAPI()
    let client = try await client(revision, api)
    let data = try await client.data(
      "update_payment_link", ["id": "link_1", "amount": "2", "title": "", "description": "", "expiresAt": ""])
    let names = try #require(api.writes.first?.body.object).members.map(\.name)
    #expect(Set(names) == ["amount", "amountType"])
    let told = data["warnings"]?.array?.first { $0["code"] == "argument_empty" }
    #expect(told?["message"]?.string?.contains("clear") == true)
    let failure = try await client.failure("update_payment_link", ["id": "link_1", "description": ""])
    #expect(failure["fix"]?.string?.contains("clear") == true)
    _ = try await client.data("update_payment_link", ["id": "link_1", "description": "", "clear": ["description"]])
    #expect(api.writes.count == 2)
    #expect(api.writes.last?.body["description"] == .null)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.eras)
  func emptyRequiredArgumentIsStillAMistake(revision: Revision) async throws {
    let api = RecordingAPI()
    let client = try await client(revision, api)
    let failure = try await client.failure(
      "create_order", ["orderReference": "", "amount": "", "currency": "", "chainId": nil])
    let paths = failure["problems"]?.array?.compactMap { $0["path"]?.string } ?? []
    #expect(Set(paths) == ["/orderReference", "/amount", "/currency", "/chainId"])
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  /// An empty body is one that can be signed; beside the other form it is one that was not filled in.
  @Test func emptyWebhookBodyIsABody() async throws {
    let client = try await Client(.november2025, Server())
    let secret: JSONValue = "whsec_0123456789abcdef"
    let empty = try await client.data("verify_webhook", ["body": "", "signature": "00", "secret": secret])
    #expect(empty["valid"] == false)
    let other = try await client.call(
      "verify_webhook", ["body": "", "bodyBase64": "e30=", "signature": "00", "secret": secret])
    #expect(other["isError"] == nil, "\(other)")
    #expect(try await client.server.finish().isEmpty)
  }

  // MARK: Methods

  /// Rows 32, 91.
  @Test(arguments: Revision.legacy)
  func nullParamsAreNone(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    for (number, method) in ["ping", "tools/list", "resources/list", "resources/templates/list", "prompts/list"]
      .enumerated()
    {
      client.server.send(#"{"jsonrpc":"2.0","id":"n\#(number)","method":"\#(method)","params":null}"#)
      let answer = try await client.server.next()
      #expect(answer["id"] == .string("n\(number)"))
      #expect(answer["error"] == nil, "\(answer)")
    }
    client.server.send(#"{"jsonrpc":"2.0","method":"notifications/initialized","params":null}"#)
    client.server.send(#"{"jsonrpc":"2.0","id":"t","method":"tools/call","params":null}"#)
    #expect(try await client.server.next()["error"]?["code"] == -32602)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.allCases)
  func nullMembersAreNotGiven(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let call = try await client.ask("tools/call", ["name": "get_status", "arguments": nil])
    #expect(call["result"]?["isError"] == nil && call["error"] == nil, "\(call)")
    let prompt = try await client.ask("prompts/get", ["name": "integrate_payin", "arguments": nil])
    #expect(prompt["error"] == nil, "\(prompt)")
    let filled = try await client.ask(
      "prompts/get", ["name": "create_payment", "arguments": ["amount": "1", "currency": nil, "chainId": ""]])
    #expect(filled["error"] == nil, "\(filled)")
    let missing = try await client.ask("prompts/get", ["name": "create_payment", "arguments": ["amount": nil]])
    #expect(missing["error"]?["code"] == -32602)
    #expect(try await client.server.finish().isEmpty)
  }

  /// The stateless revision: members beside the call that were not filled in.
  @Test func nullRoundIsNone() async throws {
    let client = try await Client(.july2026, Server())
    let call = try await client.ask(
      "tools/call", ["name": "get_status", "arguments": [:], "requestState": nil, "inputResponses": nil],
      meta: ["io.modelcontextprotocol/logLevel": nil])
    #expect(call["error"] == nil, "\(call)")
    #expect(try await client.server.finish().isEmpty)
  }
}
