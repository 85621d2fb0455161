import JSON
import MCP
import Testing

/// Rows 132, 133, 137, 138 and 139 of the protocol table, for forms with fields of their own.
@Suite(.timeLimit(.minutes(1)))
struct FormTests {
  private static let form = ElicitationForm(
    name: "guest", message: "Who?",
    schema: [
      "type": "object",
      "properties": [
        "name": ["type": "string"], "age": ["type": "integer", "default": 30], "tags": ["type": "array"],
      ],
      "required": ["name"],
    ])

  private static let tool = Tool.make("seat") { call in
    switch await call.fill(form) {
    case .submitted(let content): .success("Seated.", structured: ["text": .string("\(JSONValue.object(content))")])
    case .ask(let result): result
    case let other: .failure("\(other)", error: [:], metaKey: "test/error")
    }
  }

  private static func call(_ more: String = "", forms: String = #"{"elicitation":{}}"#) -> String {
    SessionTests.request(
      1, "tools/call", RouteTests.statelessParams(capabilities: forms, params: #""name":"seat",\#(more)"#))
  }

  /// The answers to what a client of the older era says, as far as they are read: text of the result.
  private static let results: KeyValuePairs = [
    #"{"action":"accept","content":{"name":"Ann","age":7}}"#: "Seated.",
    #"{"action":"accept","content":{"name":"Ann","age":7.0,"extra":null}}"#: "Seated.",
    #"{"action":"accept","content":{"age":7}}"#: "unanswered",
    #"{"action":"accept","content":{"name":5}}"#: "unanswered",
    #"{"action":"accept","content":{"name":"Ann","age":7.5}}"#: "unanswered",
    #"{"action":"accept","content":{"name":"Ann","tags":"a"}}"#: "unanswered",
    #"{"action":"accept"}"#: "unanswered", #"{"action":"decline"}"#: "declined",
    #"{"action":"cancel"}"#: "cancelled", #"7"#: "unanswered",
  ]

  @Test(arguments: results.map { ($0.key, $0.value) })
  func contentThatFitsTheFormIsTheAnswer(result: String, expected: String) async throws {
    let session = try SessionHarness(tools: [Self.tool])
    session.send(
      SessionTests.request(
        1, "initialize", #"{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}}}"#),
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      SessionTests.request(2, "tools/call", #"{"name":"seat"}"#))
    _ = try await session.next()
    let question = try await session.next()
    #expect(question?["params"]?["requestedSchema"] == .object(Self.form.schema))
    #expect(question?["params"]?["message"] == "Who?")
    session.send(#"{"jsonrpc":"2.0","id":\#(question?["id"]?.description ?? ""),"result":\#(result)}"#)
    let answer = try await session.next()
    #expect(answer?["result"]?["content"]?.array?.first?["text"]?.string == expected)
  }

  @Test func statelessClientAnswersUnderTheNameOfTheForm() async throws {
    let session = try SessionHarness(tools: [Self.tool])
    session.send(Self.call())
    let asked = try await session.next()?["result"]
    #expect(asked?["inputRequests"]?["guest"]?["params"]?["requestedSchema"] == .object(Self.form.schema))
    let state = try #require(asked?["requestState"])
    // Under another name, and with a content that does not fit, the form is put again.
    for responses in [
      #"{"confirm":{"action":"accept","content":{"name":"Ann"}}}"#, #"{"guest":{"action":"accept","content":{}}}"#,
    ] {
      session.send(Self.call(#""requestState":\#(try await fresh(session)),"inputResponses":\#(responses),"#))
      #expect(try await session.next()?["result"]?["resultType"] == "input_required")
    }
    let good = #"{"guest":{"action":"accept","content":{"name":"Ann"}},"other":{}}"#
    session.send(Self.call(#""requestState":\#(state),"inputResponses":\#(good),"#))
    #expect(try await session.next()?["result"]?["structuredContent"]?["text"] == #"{"name":"Ann"}"#)
    session.send(Self.call(forms: #"{"sampling":{}}"#))
    #expect(try await session.next()?["result"]?["content"]?.array?.first?["text"] == "cannotAsk")
  }

  private func fresh(_ session: SessionHarness) async throws -> JSONValue {
    session.send(Self.call())
    return try await session.next()?["result"]?["requestState"] ?? .null
  }
}
