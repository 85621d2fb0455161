import JSON
import MCP
import Testing

/// Rows 67, 132, 133, 135 to 138: questions of the stateless revision.
@Suite(.timeLimit(.minutes(1)))
struct RoundElicitationTests {
  private static let forms = #"{"elicitation":{}}"#
  private static let accepted = #"{"confirm":{"action":"accept","content":{"confirm":true}}}"#

  /// - Parameter more: further members of the params.
  private static func call(
    _ id: Int, _ tool: String = "pay", _ arguments: String = #"{"to":"shop","amount":"10"}"#,
    capabilities: String = forms, _ more: String = ""
  ) -> String {
    let params = #""name":"\#(tool)","arguments":\#(arguments),\#(more)"#
    return SessionTests.request(
      id, "tools/call", RouteTests.statelessParams(capabilities: capabilities, params: params))
  }

  private static func retry(
    _ id: Int, _ state: String, _ responses: String? = accepted, tool: String = "pay",
    arguments: String = #"{"to":"shop","amount":"10"}"#, capabilities: String = forms
  ) -> String {
    let answers = responses.map { #""inputResponses":\#($0),"# } ?? ""
    return call(id, tool, arguments, capabilities: capabilities, #"\#(answers)"requestState":"\#(state)","#)
  }

  private static func code(_ answer: JSONValue?) -> String? {
    SessionElicitationTests.code(answer)
  }

  private let asking = ConfirmedTool()

  private func harness(_ settings: SessionSettings = .make()) throws -> SessionHarness {
    try SessionHarness(tools: [asking.tool(), asking.tool("pay_twice"), .echo], settings: settings)
  }

  /// The state of the question that the next answer must be.
  private func state(_ harness: SessionHarness) async throws -> String {
    let answer = try await harness.next()
    #expect(answer?["result"]?["resultType"] == "input_required", "\(answer ?? nil)")
    return try #require(answer?["result"]?["requestState"]?.string)
  }

  /// Row 132.
  @Test func questionIsAResult() async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    let result = try #require(try await harness.next()?["result"])
    #expect(SessionTests.keys(result) == ["resultType", "inputRequests", "requestState", "_meta"])
    #expect(result["resultType"] == "input_required")
    let request = result["inputRequests"]?["confirm"]
    #expect(request?["method"] == "elicitation/create")
    #expect(request?["params"]?["mode"] == "form")
    #expect(request?["params"]?["message"] == "Pay 10 to \"shop\"?")
    #expect(request?["params"]?["requestedSchema"]?["required"] == ["confirm"])
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == 0)
  }

  /// Row 136: a state lets one answer through, however often it comes.
  @Test func acceptedRetryWorksOnce() async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    let state = try await state(harness)
    for id in 2...5 { harness.send(Self.retry(id, state)) }
    let results = try await harness.finish().compactMap { $0["result"]?["resultType"]?.string }.sorted()
    #expect(results == ["complete", "input_required", "input_required", "input_required"])
    #expect(asking.count == 1)
  }

  /// Clients that read and write what they repeat change its order.
  @Test func retryMayWriteTheArgumentsInAnotherOrder() async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    harness.send(Self.retry(2, try await state(harness), arguments: #"{ "amount" : "10", "to":"sh\u006fp"}"#))
    #expect(try await harness.finish().map { $0["result"]?["structuredContent"]?["text"] } == ["paid"])
    #expect(asking.count == 1)
  }

  /// Row 133, 67: each request declares for itself.
  @Test(arguments: [
    ("{}", false), (#"{"elicitation":{}}"#, true), (#"{"elicitation":{"form":{}}}"#, true),
    (#"{"elicitation":{"url":{}}}"#, false), (#"{"elicitation":{"form":{},"url":{}}}"#, true),
    (#"{"elicitation":[]}"#, false), (#"{"elicitation":true}"#, false),
  ])
  func onlyDeclaredFormsAreAsked(capabilities: String, isAsked: Bool) async throws {
    let harness = try harness()
    harness.send(Self.call(1), Self.call(2, capabilities: capabilities), Self.call(3, capabilities: "{}"))
    var answers: [Int: JSONValue] = [:]
    for answer in try await harness.finish() { answers[answer["id"]?.number?.integer ?? 0] = answer }
    #expect(answers[1]?["result"]?["resultType"] == "input_required")
    #expect(Self.code(answers[2]) == (isAsked ? nil : "cannotAsk"))
    #expect(Self.code(answers[3]) == "cannotAsk")
  }

  /// Row 67: neither a handshake nor an earlier request speaks for this one, nor this for a session.
  @Test func erasDoNotSpeakForEachOther() async throws {
    let harness = try harness()
    harness.send(
      SessionElicitationTests.initialize("2025-11-25", Self.forms), SessionElicitationTests.ready,
      Self.call(1, capabilities: "{}"))
    #expect(try await harness.next()?["id"] == 0)
    #expect(Self.code(try await harness.next()) == "cannotAsk")
    harness.send(SessionElicitationTests.initialize("2025-11-25", "{}", id: 2), SessionElicitationTests.ready)
    #expect(try await harness.next()?["id"] == 2)
    harness.send(Self.call(3))
    _ = try await state(harness)
    harness.send(SessionTests.request(4, "tools/call", #"{"name":"pay"}"#))
    #expect(Self.code(try await harness.next()) == "cannotAsk")
    #expect(try await harness.finish().isEmpty)
  }

  /// A retry is a request like any other: without the declaration no person can have been asked.
  @Test func retryWithoutTheDeclarationIsNotAccepted() async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    harness.send(Self.retry(2, try await state(harness), capabilities: "{}"))
    #expect(Self.code(try await harness.next()) == "cannotAsk")
    #expect(asking.count == 0)
  }

  /// Row 135.
  @Test func foreignStateIsAnError() async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    let state = try await state(harness)
    let flipped = (state.first == "A" ? "B" : "A") + state.dropFirst()
    harness.send(
      Self.retry(2, flipped), Self.retry(3, state, tool: "pay_twice"), Self.retry(4, state, tool: "echo"),
      Self.retry(5, state, arguments: #"{"to":"shop","amount":"100"}"#), Self.retry(6, "", arguments: "{}"),
      Self.retry(7, String(state.dropLast(4))), Self.call(8, "pay", "{}", #""requestState":7,"#),
      Self.call(9, "pay", "{}", #""inputResponses":[],"#))
    let answers = try await harness.finish()
    #expect(answers.map { $0["error"]?["code"]?.number?.integer } == Array(repeating: -32602, count: 8))
    #expect(asking.count == 0)
  }

  /// Row 135: what another process has asked.
  @Test func stateOfAnotherProcessIsAnError() async throws {
    let other = try harness()
    other.send(Self.call(1))
    let state = try await state(other)
    let harness = try harness()
    harness.send(Self.retry(1, state))
    #expect(try await harness.next()?["error"]?["code"] == -32602)
    #expect(asking.count == 0)
  }

  /// Row 136.
  @Test func expiredStateGetsAFreshQuestion() async throws {
    let clock = SetClock()
    let harness = try harness(.make(sealer: StateSealer(now: clock.now)))
    harness.send(Self.call(1))
    let old = try await state(harness)
    clock.advance(by: .seconds(300))
    harness.send(Self.retry(2, old))
    let fresh = try await state(harness)
    #expect(fresh != old)
    #expect(asking.count == 0)
    harness.send(Self.retry(3, fresh))
    #expect(try await harness.finish().map { $0["result"]?["resultType"] } == ["complete"])
    #expect(asking.count == 1)
  }

  /// Rows 137, 138.
  @Test(
    arguments: [
      (#"{"confirm":{"action":"decline"}}"#, "declined"), (#"{"confirm":{"action":"cancel"}}"#, "cancelled"),
      (#"{"confirm":{"action":"accept","content":{"confirm":false}},"x":1}"#, "declined"),
      (#"{"confirm":{"action":"accept","content":{"confirm":"yes"}}}"#, nil),
      (#"{"confirm":{"action":"accept"}}"#, nil), (#"{"confirm":true}"#, nil), (#"{"confirm":null}"#, nil),
      (#"{"other":{"action":"accept","content":{"confirm":true}}}"#, nil), ("{}", nil), (nil, nil),
    ] as [(String?, String?)])
  func whatIsNoAcceptanceDoesNothing(responses: String?, code: String?) async throws {
    let harness = try harness()
    harness.send(Self.call(1))
    harness.send(Self.retry(2, try await state(harness), responses))
    if let code {
      #expect(Self.code(try await harness.next()) == code)
    } else {
      let fresh = try await state(harness)
      #expect(asking.count == 0)
      harness.send(Self.retry(3, fresh, #"{"more":{},"confirm":{"action":"accept","content":{"confirm":true,"x":1}}}"#))
      #expect(try await harness.next()?["result"]?["resultType"] == "complete")
    }
    #expect(try await harness.finish().isEmpty)
    #expect(asking.count == (code == nil ? 1 : 0))
  }

  /// An answer without the state of its question counts for no question.
  @Test func answerWithoutAStateIsAskedAgain() async throws {
    let harness = try harness()
    harness.send(Self.call(1, "pay", #"{"to":"shop","amount":"10"}"#, #""inputResponses":\#(Self.accepted),"#))
    _ = try await state(harness)
    #expect(asking.count == 0)
  }

  /// The members mean nothing in the revisions with a handshake.
  @Test func handshakeErasIgnoreTheMembers() async throws {
    let answers = try await SessionHarness.answers(
      to: [
        SessionTests.initialize("2025-11-25"),
        SessionTests.request(1, "tools/call", #"{"name":"pay","requestState":7,"inputResponses":[]}"#),
      ], tools: [asking.tool()])
    #expect(Self.code(answers.last) == "cannotAsk")
  }
}
