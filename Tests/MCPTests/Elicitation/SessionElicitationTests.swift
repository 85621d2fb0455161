import JSON
import MCP
import Testing

/// Rows 52, 138, 139: questions of the revisions with a handshake.
@Suite(.timeLimit(.minutes(1)))
struct SessionElicitationTests {
  static let call = SessionTests.request(1, "tools/call", #"{"name":"pay","arguments":{"to":"shop"}}"#)
  static let ready = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#

  static func initialize(_ version: String, _ capabilities: String, id: Int = 0) -> String {
    SessionTests.request(id, "initialize", #"{"protocolVersion":"\#(version)","capabilities":\#(capabilities)}"#)
  }

  static func code(_ answer: JSONValue?) -> String? {
    answer?["result"]?["_meta"]?["test/error"]?["code"]?.string
  }

  /// A session in which the call has been made; its first answer is read.
  private static func harness(
    _ asking: ConfirmedTool, _ version: String = "2025-11-25", _ capabilities: String = #"{"elicitation":{}}"#,
    isReady: Bool = true, settings: SessionSettings = .make()
  ) async throws -> SessionHarness {
    let harness = try SessionHarness(tools: [asking.tool()], settings: settings)
    harness.send(initialize(version, capabilities))
    _ = try await harness.next()
    if isReady { harness.send(ready) }
    harness.send(call)
    return harness
  }

  /// Row 139: the request as each revision has it.
  @Test(arguments: [("2025-06-18", nil), ("2025-11-25", "form")] as [(String, String?)])
  func questionIsARequestOfTheServer(version: String, mode: String?) async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking, version)
    let request = try #require(try await harness.next())
    #expect(request["method"] == "elicitation/create")
    #expect(request["id"]?.string != nil)
    #expect(request["params"]?["mode"]?.string == mode)
    #expect(request["params"]?["message"] == "Pay 10 to \"shop\"?")
    #expect(
      request["params"]?["requestedSchema"] == [
        "type": "object", "properties": ["confirm": ["type": "boolean", "title": "Pay now"]], "required": ["confirm"],
      ])
    #expect(asking.count == 0)
    harness.send(Self.answer(to: request, #""result":{"action":"accept","content":{"confirm":true}}"#))
    #expect(try await harness.finish().map { $0["result"]?["structuredContent"]?["text"] } == ["paid"])
    #expect(asking.count == 1)
  }

  /// Row 138, and what is no acceptance.
  @Test(arguments: [
    (#""result":{"action":"decline"}"#, "declined"),
    (#""result":{"action":"cancel"}"#, "cancelled"),
    (#""result":{"action":"accept","content":{"confirm":false}}"#, "declined"),
    (#""result":{"action":"accept","content":{"confirm":"true"}}"#, "unanswered"),
    (#""result":{"action":"accept","content":{"confirm":1}}"#, "unanswered"),
    (#""result":{"action":"accept","content":{"ok":true}}"#, "unanswered"),
    (#""result":{"action":"accept","content":[]}"#, "unanswered"),
    (#""result":{"action":"accept"}"#, "unanswered"),
    (#""result":{"action":"Accept","content":{"confirm":true}}"#, "unanswered"),
    (#""result":{"content":{"confirm":true}}"#, "unanswered"),
    (#""result":true"#, "unanswered"), (#""result":null"#, "unanswered"), (#""result":[]"#, "unanswered"),
    (#""error":{"code":-32601,"message":"no"}"#, "unanswered"),
    (#""error":{"code":1,"message":"x"},"result":{"action":"maybe"}"#, "unanswered"),
  ])
  func onlyAcceptanceIsAcceptance(answer: String, code: String) async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking)
    let request = try #require(try await harness.next())
    harness.send(Self.answer(to: request, answer))
    #expect(try await harness.finish().map(Self.code) == [code])
    #expect(asking.count == 0)
  }

  /// Row 139: asked only where the handshake declared forms, and the revision knows questions.
  @Test(arguments: [
    ("2024-11-05", #"{"elicitation":{}}"#), ("2025-03-26", #"{"elicitation":{"form":{}}}"#),
    ("2025-06-18", "{}"), ("2025-11-25", "{}"), ("2025-11-25", #"{"elicitation":{"url":{}}}"#),
    ("2025-11-25", #"{"elicitation":true}"#), ("2025-11-25", #"{"elicitation":null}"#),
    ("2025-11-25", #"{"elicitation":{"form":false}}"#), ("2025-06-18", "[]"),
    ("2025-11-25", #"{"sampling":{},"roots":{}}"#),
  ])
  func undeclaredIsNotAsked(version: String, capabilities: String) async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking, version, capabilities)
    #expect(Self.code(try await harness.next()) == "cannotAsk")
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == 0)
  }

  @Test(arguments: [#"{"elicitation":{}}"#, #"{"elicitation":{"form":{}}}"#, #"{"elicitation":{"form":{},"url":{}}}"#])
  func declaredFormsAreAsked(capabilities: String) async throws {
    let harness = try await Self.harness(ConfirmedTool(), "2025-11-25", capabilities)
    #expect(try await harness.next()?["method"] == "elicitation/create")
    #expect(try await harness.finish().map(Self.code) == ["unanswered"])
  }

  /// Row 52: nothing but pings before the client is ready.
  @Test func notAskedBeforeTheClientIsReady() async throws {
    let harness = try await Self.harness(ConfirmedTool(), isReady: false)
    #expect(Self.code(try await harness.next()) == "cannotAsk")
    harness.send(Self.ready, SessionTests.request(2, "tools/call", #"{"name":"pay"}"#))
    #expect(try await harness.next()?["method"] == "elicitation/create")
    #expect(try await harness.finish().map(Self.code) == ["unanswered"])
  }

  /// A notification without a handshake makes no session.
  @Test func readinessNeedsAHandshake() async throws {
    let harness = try SessionHarness(tools: [ConfirmedTool().tool()])
    harness.send(Self.ready, Self.initialize("2025-11-25", #"{"elicitation":{}}"#), Self.call)
    #expect(try await harness.finish().map(Self.code).last == "cannotAsk")
  }

  /// Row 139: ids are the server's own, each once.
  @Test func everyQuestionHasItsOwnIDAndGetsItsOwnAnswer() async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking)
    for id in 2...20 { harness.send(SessionTests.request(id, "tools/call", #"{"name":"pay"}"#)) }
    var requests: [JSONValue] = []
    for _ in 1...20 { requests.append(try #require(try await harness.next())) }
    #expect(Set(requests.compactMap { $0["id"]?.string }).count == 20)
    for request in requests.reversed() {
      let isFirst = request == requests[0]
      harness.send(Self.answer(to: request, #""result":{"action":"accept","content":{"confirm":\#(isFirst)}}"#))
    }
    #expect(try await harness.finish().compactMap(Self.code).count == 19)
    #expect(asking.count == 1)
  }

  /// Row 139: an answer to nothing, to another's question, twice, and to a finished one.
  @Test func strayAnswersHaveNoEffect() async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking)
    let request = try #require(try await harness.next())
    let accept = #""result":{"action":"accept","content":{"confirm":true}}"#
    harness.send(
      #"{"jsonrpc":"2.0","id":1,\#(accept)}"#, #"{"jsonrpc":"2.0","id":"question-2",\#(accept)}"#,
      #"{"jsonrpc":"2.0","id":null,\#(accept)}"#, #"{"jsonrpc":"2.0",\#(accept)}"#)
    harness.send(Self.answer(to: request, #""result":{"action":"decline"}"#), Self.answer(to: request, accept))
    #expect(Self.code(try await harness.next()) == "declined")
    harness.send(Self.answer(to: request, accept))
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == 0)
  }

  /// Row 139: who never answers is not waited for for ever, and is told to take the question away.
  @Test func silentClientEndsTheCall() async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking, settings: .make(questionTimeout: .milliseconds(50)))
    let request = try #require(try await harness.next())
    let cancelled = try #require(try await harness.next())
    #expect(cancelled["method"] == "notifications/cancelled")
    #expect(cancelled["params"]?["requestId"] == request["id"])
    #expect(Self.code(try await harness.next()) == "unanswered")
    harness.send(Self.answer(to: request, #""result":{"action":"accept","content":{"confirm":true}}"#))
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == 0)
  }

  @Test func cancelledCallWaitsForNoAnswer() async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking)
    let request = try #require(try await harness.next())
    harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
    #expect(try await harness.next()?["params"]?["requestId"] == request["id"])
    harness.send(Self.answer(to: request, #""result":{"action":"accept","content":{"confirm":true}}"#))
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == 0)
  }

  /// A question at the end of the input is answered at once, as is every later one.
  @Test func endOfInputIsTheEndOfWaiting() async throws {
    let asking = ConfirmedTool()
    let harness = try SessionHarness(tools: [asking.tool()], settings: .make(maximumInFlight: 1))
    harness.send(Self.initialize("2025-06-18", #"{"elicitation":{}}"#), Self.ready, Self.call)
    harness.send(SessionTests.request(2, "tools/call", #"{"name":"pay"}"#))
    let answers = try await harness.finish()
    #expect(answers.compactMap(Self.code) == ["unanswered", "unanswered"])
    #expect(answers.filter { $0["method"] == "notifications/cancelled" }.isEmpty)
    #expect(asking.count == 0)
  }

  /// A new handshake may come from another client: it must not answer for the last, and declares for itself.
  @Test func newHandshakeEndsTheQuestionsOfTheLast() async throws {
    let asking = ConfirmedTool()
    let harness = try await Self.harness(asking)
    let request = try #require(try await harness.next())
    harness.send(Self.initialize("2025-11-25", "{}", id: 5))
    let answers = [try await harness.next(), try await harness.next()]
    #expect(answers.contains { Self.code($0) == "unanswered" })
    harness.send(Self.answer(to: request, #""result":{"action":"accept","content":{"confirm":true}}"#))
    harness.send(Self.ready, SessionTests.request(2, "tools/call", #"{"name":"pay"}"#))
    #expect(try await harness.finish().map(Self.code) == ["cannotAsk"])
    #expect(asking.count == 0)
  }

  static func answer(to request: JSONValue, _ members: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(request["id"] ?? nil),\#(members)}"#
  }
}
