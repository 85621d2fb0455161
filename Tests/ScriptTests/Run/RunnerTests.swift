import JSON
import JSONRPC
import Script
import Testing

/// Against a server in Python.
@Suite struct RunnerTests {
  @Test(arguments: [
    // A call waits for its answer; values are captured and used again.
    """
    call echo n=49.990 name="a b"
    expect {result: {structuredContent: {n: decimal("49.99"), name: "a b", other: absent}}}
    capture whole = result.structuredContent
    capture n = result.structuredContent.n
    call echo again=${n}
    expect {result: {structuredContent: {again: "${n}"}}}
    """,
    // Frames are sent at once; answers are found by ids, and in any order.
    """
    {"jsonrpc":"2.0","id":1,"method":"ping"}
    {"jsonrpc":"2.0","id":"1","method":"nothing"}
    {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"late"}}
    expect "1" {error: {code: -32601}}
    expect 1 {result: {}}
    eof
    expect 2 {result: {pid: integer}}
    exit 0
    """,
    // Sugar beside frames has ids of its own.
    """
    {"jsonrpc":"2.0","id":1,"method":"ping"}
    {"jsonrpc":"2.0","id":2,"method":"ping"}
    call echo n=1
    expect {id: not(1), result: {structuredContent: {n: "1"}}}
    expect {id: not(2)}
    """,
    // A line that is no JSON, and the answer without an id.
    """
    raw {"jsonrpc":
    expect error -32700
    expect null {error: {message: string}}
    """,
    // Notifications in any order.
    """
    call notify
    notify {params: {level: "b"}}
    notify {params: {level: "a"}}
    """,
    // A failure that is expected.
    """
    call fail
    expect error not_found
    expect {result: {isError: true}}
    call nothing
    expect error -32602
    request nothing
    expect error -32601
    """,
    // An end by the server itself.
    """
    env STATUS=7
    call echo
    exit 7
    """,
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"exit\"}}\nexit 3",
    // The server of an exit after a kill is the one that was killed, and a restart needs none.
    "call echo\nkill\nexit 137\nrestart\ncall echo",
    "kill\nrestart\ncall echo",
    // Notifications that were on their way when the input ended, and those of a request that is still open.
    "call soon",
    """
    env MEANWHILE=1
    {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"late"}}
    eof
    notify {method: "notifications/message"}
    expect 2 {result: {pid: integer}}
    """,
    // Nothing is sent.
    "# nothing\nwithin 2s",
  ])
  func scriptGetsThrough(_ text: String) throws {
    let results = try TestServer.run(text)
    #expect(results.map { $0.failure.map(FailureText.init) } == [nil])
  }

  @Test(arguments: [
    ("call echo n=1\nexpect {result: {structuredContent: {n: \"2\"}}}", "2 mismatch"),
    ("call fail\ncall echo", "1 failed"),
    ("call fail\ncapture x = result.content", "1 failed"),
    ("call nothing", "1 failed"),
    ("request nothing", "1 failed"),
    ("call echo\nexpect error not_found", "2 other error"),
    ("call fail\nexpect error conflict", "2 other error"),
    ("call echo\ncapture x = result.nothing.here", "2 script"),
    ("eof\ncall echo", "2 script"),
    ("call echo\nexit 2", "2 exit"),
    ("env STATUS=9\ncall echo", "end exit"),
    ("reply elicitation/create {}\ncall echo", "end unasked"),
    ("call stray", "1 violation"),
    ("call nobody", "1 violation"),
    ("call twice", "end violation"),
    ("call twice\ncall echo", "2 violation"),
    ("call torn", "1 violation"),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hang\"}}", "end violation"),
    ("call echo\nwithin 200ms\ncall hang", "3 timeout"),
    ("call echo\nwithin 200ms\nnotify {method: \"never\"}", "3 timeout"),
    ("call exit", "1 ended"),
    ("call crash", "1 ended"),
    ("call echo\nkill\nexit 0", "3 exit"),
    ("env ONLY=7\ncall echo", "2 violation"),
    ("env AFTER=notifications/message\ncall echo", "end violation"),
    ("env AFTER=roots/list\ncall echo", "end violation"),
    ("env AFTER=roots/list\ncall echo\neof\nexit 0", "4 violation"),
  ])
  func failureIsNamedWithItsStep(_ text: String, _ expected: String) throws {
    let failure = try #require(try TestServer.failure(text))
    #expect(FailureText(failure).text == expected)
  }

  @Test func programThatCannotBeStartedIsUnreachable() throws {
    let failure = try #require(try TestServer.failure("call echo", ["/nonexistent/server"]))
    #expect(FailureText(failure).text == "1 start")
    #expect(failure.kind == .unreachable)
  }

  @Test func stderrOfTheServerIsKept() throws {
    let result = try #require(try TestServer.run("call exit").first)
    #expect(result.errorText == "no more paper\n")
  }

  // MARK: Eras

  @Test func eachEraHasItsFormOfARequest() throws {
    let results = try TestServer.run(
      """
      era both
      client {elicitation: {form: {}}}
      call echo n=1
      capture meta = result.seen
      expect {result: {structuredContent: {n: "1"}}}
      """)
    #expect(results.map(\.revision) == ["2025-11-25", "2026-07-28"])
    #expect(results.map { $0.failure.map(FailureText.init) } == [nil, nil])
  }

  @Test func statelessRequestNamesVersionClientAndCapabilities() throws {
    let text = """
      era 2026-07-28
      client {elicitation: {form: {}}}
      call echo
      expect {result: {seen: {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {name: "test"},
        "io.modelcontextprotocol/clientCapabilities": {elicitation: {form: {}}}
      }}}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  @Test func everyRevisionIsRunFromAFreshStart() throws {
    let results = try TestServer.run("era all\ncall echo\nexpect {result: {pid: integer}}")
    #expect(results.map(\.revision) == ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"])
    #expect(results.allSatisfy { $0.failure == nil && $0.steps == 3 })
  }

  @Test func serverThatChoosesAnotherRevisionFailsAScriptThatNamesOne() throws {
    let named = try #require(try TestServer.failure("env ONLY=2024-11-05\nera 2025-06-18\ncall echo"))
    #expect(FailureText(named).text == "3 revision")
    #expect(try TestServer.failure("env ONLY=2024-11-05\ncall echo").map(FailureText.init) == nil)
  }

  @Test(arguments: ["2025-11-25", "2026-07-28"])
  func questionIsAnsweredByItsReply(_ revision: String) throws {
    let text = """
      era \(revision)
      client {elicitation: {form: {}}}
      reply elicitation/create {"action": "accept", "content": {"confirm": true}}
      call ask
      expect {result: {structuredContent: {reply: {action: "accept", content: {confirm: true}}}}}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  @Test func questionWithoutAReplyIsRefusedAndNamed() throws {
    let legacy = try TestServer.failure("call ask\nexpect {result: {structuredContent: {error: {code: -32601}}}}")
    #expect(legacy.map(FailureText.init) == nil)
    let modern = try #require(try TestServer.failure("era 2026-07-28\ncall ask"))
    #expect(FailureText(modern).text == "2 failed")
    guard case .failedCall(_, ["elicitation/create"]) = modern.cause else {
      Issue.record("\(modern.cause)")
      return
    }
  }

  @Test func framesMayAnswerTheServerThemselves() throws {
    let text = """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"ask"}}
      {"jsonrpc":"2.0","id":"question","result":{"action":"decline"}}
      expect 2 {result: {structuredContent: {reply: {action: "decline"}}}}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  // MARK: Ends and starts

  @Test func restartAndKillStartAnotherProcess() throws {
    for word in ["restart", "kill"] {
      let text = """
        call echo
        capture first = result.pid
        \(word)
        call echo
        expect {result: {pid: not("${first}")}}
        """
      #expect(try TestServer.failure(text).map(FailureText.init) == nil)
    }
  }

  /// Frames of another process have other answers, even under the same id.
  @Test(arguments: ["restart", "kill", "exit 0"])
  func answersOfAnEndedServerAreNotThoseOfTheNext(_ word: String) throws {
    let text = """
      {"jsonrpc":"2.0","id":1,"method":"ping"}
      expect {result: {}}
      \(word)
      expect {id: 1, result: {}}
      {"jsonrpc":"2.0","id":1,"method":"nothing"}
      expect error -32601
      expect 1 {error: any}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  @Test func captureAfterAnIDIsFromThatAnswer() throws {
    let text = """
      {"jsonrpc":"2.0","id":1,"method":"nothing"}
      {"jsonrpc":"2.0","id":2,"method":"ping"}
      expect 1 {error: any}
      capture code = error.code
      call echo
      expect {result: {content: [], code: absent}}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  @Test func requestOfTheServerCanBeNotedToo() throws {
    let text = """
      reply elicitation/create {action: "accept"}
      call ask
      notify {method: "elicitation/create", params: {message: "Sure?"}}
      """
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }

  @Test func killedServerNeedNotAnswer() throws {
    let text = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hang"}}"# + "\nkill\ncall echo"
    #expect(try TestServer.failure(text).map(FailureText.init) == nil)
  }
}

/// A failure as the number of its line and a word for its cause.
struct FailureText: Equatable {
  let text: String

  init(_ failure: RunFailure) {
    text = "\(failure.step.map { "\($0.location.line)" } ?? "end") \(Self.word(failure.cause))"
  }

  private static func word(_ cause: RunFailure.Cause) -> String {
    switch cause {
    case .mismatch: "mismatch"
    case .otherError: "other error"
    case .failedCall: "failed"
    case .violation: "violation"
    case .timeout: "timeout"
    case .serverEnded: "ended"
    case .outputClosed: "closed"
    case .exitStatus: "exit"
    case .cannotStart: "start"
    case .otherRevision: "revision"
    case .unaskedReply: "unasked"
    case .script: "script"
    case .unreadable: "unreadable"
    }
  }
}
