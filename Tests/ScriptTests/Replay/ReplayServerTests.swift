import JSON
import Script
import Testing

@Suite struct ReplayServerTests {
  private func server(_ recording: String) throws -> ReplayServer {
    let script = Session.script(recording)
    return ReplayServer(
      try ReplayScript(try ScriptParser().parse(Array(ScriptWriter.text(of: script).utf8), file: "f")))
  }

  private func lines(_ outputs: [ReplayServer.Output]) -> [String] {
    outputs.compactMap { if case .line(let line) = $0 { String(decoding: line, as: UTF8.self) } else { nil } }
  }

  private func complaints(_ outputs: [ReplayServer.Output]) -> [String] {
    outputs.compactMap { if case .unknown(let text) = $0 { text.english } else { nil } }
  }

  private func receive(_ server: inout ReplayServer, _ line: String) -> [String] {
    lines(server.receive(Array(line.utf8)))
  }

  @Test func answersComeInAnyOrderUnderTheClientsIDs() throws {
    var server = try server(
      """
      C {"id":1,"method":"a","params":{"n":1}}
      S {"id":1,"result":{"n":1,"at":"2026-11-30T06:02:25.009Z"}}
      C {"id":2,"method":"a","params":{"n":2}}
      S {"id":2,"error":{"code":-1,"message":"no"}}
      """)
    #expect(
      receive(&server, #"{"id":"x","method":"a","params":{"n":2.0,"_meta":{"progressToken":1}}}"#)
        == [#"{"jsonrpc":"2.0","id":"x","error":{"code":-1,"message":"no"}}"#])
    #expect(
      receive(&server, #"{"id":9,"method":"a","params":{"n":1}}"#)
        == [#"{"jsonrpc":"2.0","id":9,"result":{"n":1,"at":"2026-11-30T06:02:25.009Z"}}"#])
  }

  @Test func sameRequestGetsItsAnswersInTurnAndThenTheLast() throws {
    var server = try server(
      """
      C {"id":1,"method":"a"}
      S {"id":1,"result":{"n":1}}
      C {"id":2,"method":"a"}
      S {"id":2,"result":{"n":2}}
      """)
    let answers = (1...4).flatMap { receive(&server, #"{"id":\#($0),"method":"a"}"#) }
    #expect(answers.map { $0.suffix(7) } == [#""n":1}}"#, #""n":2}}"#, #""n":2}}"#, #""n":2}}"#])
  }

  @Test func capturedValuesAreThoseOfTheRecording() throws {
    var server = try server(RecorderTests.story)
    _ = receive(
      &server,
      #"{"id":5,"method":"tools/call","params":{"name":"create_order","arguments":{"amount":"49.99","reference":"inv-1"}}}"#
    )
    let answer = receive(
      &server,
      #"{"id":6,"method":"tools/call","params":{"name":"get_order","arguments":{"orderId":"ord_c1be55f065f7a817"}}}"#)
    #expect(answer.first?.contains(#"Order ord_c1be55f065f7a817 for 49.99 USDT is pending; ${x}."#) == true)
  }

  @Test func unknownRequestIsRefusedAndTheNearestNamed() throws {
    var server = try server(
      """
      C {"id":1,"method":"tools/call","params":{"name":"create_order","arguments":{"amount":"1"}}}
      S {"id":1,"result":{}}
      C {"id":2,"method":"tools/call","params":{"name":"create_order","arguments":{"amount":"49.99","currency":"USDT"}}}
      S {"id":2,"result":{}}
      """)
    let outputs = server.receive(
      Array(
        #"{"id":3,"method":"tools/call","params":{"name":"create_order","arguments":{"amount":"50","currency":"USDT"}}}"#
          .utf8))
    #expect(
      lines(outputs) == [
        #"{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"the recording has no such request: tools/call"}}"#
      ])
    #expect(
      complaints(outputs) == [
        #"tools/call is not in the recording; the nearest differs at arguments.amount: recorded "49.99", now "50""#
      ])
    let other = server.receive(Array(#"{"id":4,"method":"ping"}"#.utf8))
    #expect(complaints(other) == ["the recording has no request of ping; it has: tools/call"])
  }

  @Test func questionIsAskedAgainAndItsAnswerCompared() throws {
    var server = try server(
      """
      C {"id":1,"method":"tools/call","params":{}}
      S {"id":"q-1","method":"elicitation/create","params":{"message":"Sure?"}}
      C {"id":"q-1","result":{"action":"accept"}}
      S {"id":1,"result":{"ok":true}}
      """)
    #expect(
      receive(&server, #"{"id":8,"method":"tools/call","params":{}}"#)
        == [#"{"jsonrpc":"2.0","id":"replay-1","method":"elicitation/create","params":{"message":"Sure?"}}"#])
    #expect(
      receive(&server, #"{"id":"replay-1","result":{"action":"accept"}}"#) == [
        #"{"jsonrpc":"2.0","id":8,"result":{"ok":true}}"#
      ])
    _ = receive(&server, #"{"id":9,"method":"tools/call","params":{}}"#)
    let declined = server.receive(Array(#"{"id":"replay-2","result":{"action":"decline"}}"#.utf8))
    #expect(complaints(declined).first?.contains(#"at action: recorded "accept", now "decline""#) == true)
    #expect(lines(declined) == [#"{"jsonrpc":"2.0","id":9,"result":{"ok":true}}"#])
  }

  @Test func answerWaitsForTheFrameAfterWhichItCame() throws {
    let recording = """
      C {"id":1,"method":"wait","params":{"_meta":{"progressToken":"old"}}}
      S {"method":"notifications/progress","params":{"progressToken":"old","progress":1}}
      C {"id":2,"method":"pay"}
      S {"id":2,"result":{"paid":true}}
      S {"id":1,"result":{"done":true}}
      """
    var server = try server(recording)
    #expect(
      receive(&server, #"{"id":4,"method":"wait","params":{"_meta":{"progressToken":"new"}}}"#)
        == [#"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"new","progress":1}}"#])
    #expect(server.isWaiting)
    #expect(
      receive(&server, #"{"id":5,"method":"pay"}"#)
        == [#"{"jsonrpc":"2.0","id":5,"result":{"paid":true}}"#, #"{"jsonrpc":"2.0","id":4,"result":{"done":true}}"#])
    #expect(!server.isWaiting)
    var paused = try self.server(recording)
    _ = receive(&paused, #"{"id":4,"method":"wait","params":{}}"#)
    #expect(lines(paused.pause()) == [#"{"jsonrpc":"2.0","id":4,"result":{"done":true}}"#])
    #expect(receive(&paused, #"{"id":5,"method":"pay"}"#) == [#"{"jsonrpc":"2.0","id":5,"result":{"paid":true}}"#])
  }

  @Test func subscriptionHasTheClientsIDAndStaysOpen() throws {
    var server = try server(
      """
      C {"id":"listen-1","method":"subscriptions/listen","params":{}}
      S {"method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"listen-1"}}}
      C {"id":2,"method":"pay"}
      S {"id":2,"result":{}}
      S {"method":"notifications/resources/updated","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"listen-1"}}}
      """)
    #expect(
      receive(&server, #"{"id":"l","method":"subscriptions/listen","params":{}}"#).first?.contains(
        #"subscriptionId":"l""#) == true)
    #expect(!server.isWaiting)
    #expect(server.pause().isEmpty)
    #expect(receive(&server, #"{"id":3,"method":"pay"}"#).last?.contains(#"subscriptionId":"l""#) == true)
  }

  @Test func secretFitsItsPlaceholder() throws {
    var server = try server(
      """
      C {"id":1,"method":"a","params":{"secret":"whsec_redacted","url":"x?k=pk_redacted_2&y=1"}}
      S {"id":1,"result":{}}
      """)
    #expect(
      receive(&server, #"{"id":1,"method":"a","params":{"secret":"whsec_any","url":"x?k=pk_live_12&y=1"}}"#).first?
        .contains("result") == true)
    #expect(
      receive(&server, #"{"id":1,"method":"a","params":{"secret":"","url":"x?k=pk_live_12&y=1"}}"#).first?.contains(
        "error") == true)
    #expect(
      receive(&server, #"{"id":1,"method":"a","params":{"secret":"a","url":"x?k=pk_live_12&y=2"}}"#).first?.contains(
        "error") == true)
  }

  @Test(arguments: [
    ("call get_status", "f:1: a recording has no such step; only recordings can be replayed"),
    (
      "{\"id\":1,\"method\":\"a\"}\nexpect 1 {result: any}",
      "f:2: a matcher here has no value; write `~` and the value after it"
    ),
  ])
  func scriptThatIsNoRecordingIsRefusedByLine(_ text: String, _ message: String) throws {
    let script = try ScriptParser().parse(Array(text.utf8), file: "f")
    let problem = #expect(throws: ReplayProblem.self) { _ = try ReplayScript(script) }
    #expect(problem?.text.english == message)
  }
}
