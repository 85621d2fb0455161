import Foundation
import JSON
import Script
import Testing

@Suite struct RecorderTests {
  @Test func framesStayAsTheyAreAndAnswersAreExpectedInTheirOrder() {
    #expect(
      Session.text(
        """
        C { "jsonrpc":"2.0", "id":1,"method":"a" }
        C {"jsonrpc":"2.0","id":"two","method":"b","params":{"n":1.50}}
        S {"jsonrpc":"2.0","id":"two","result":{"n":1.50,"ok":true}}
        S {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no a"}}
        C {"jsonrpc":"2.0","method":"notifications/x"}
        """) == """
          { "jsonrpc":"2.0", "id":1,"method":"a" }
          {"jsonrpc":"2.0","id":"two","method":"b","params":{"n":1.50}}
          expect "two" {result: {n: 1.50, ok: true}}
          expect 1 {error: {code: -32601, message: "no a"}}
          {"jsonrpc":"2.0","method":"notifications/x"}

          """)
  }

  @Test func idThatTheClientUsesAgainIsCaptured() {
    #expect(
      Session.text(
        """
        C {"id":1,"method":"tools/call","params":{"name":"create_order","arguments":{}}}
        S {"id":1,"result":{"content":[{"text":"Order ord_0123456789abcdef"}],"structuredContent":{"orderId":"ord_0123456789abcdef","amount":"49.99"}}}
        C {"id":2,"method":"resources/read","params":{"uri":"payin://orders/ord_0123456789abcdef","price":"${x}"}}
        S {"id":2,"result":{"text":"Order ord_0123456789abcdef for 49.99"}}
        """) == """
          {"id":1,"method":"tools/call","params":{"name":"create_order","arguments":{}}}
          expect 1 {
            result: {
              content: [{text: regex("^Order ord_[0-9a-f]{16}$") ~ "Order ord_0123456789abcdef"}],
              structuredContent: {
                orderId: regex("^ord_[0-9a-f]{16}$") ~ "ord_0123456789abcdef",
                amount: "49.99"
              }
            }
          }
          capture order_id = result.structuredContent.orderId
          {"id":2,"method":"resources/read","params":{"uri":"payin://orders/${order_id}","price":"$${x}"}}
          expect 2 {result: {text: "Order ${order_id} for 49.99"}}

          """)
  }

  @Test func idInAFrameWithoutACaptureHasItsDollarsEscaped() {
    #expect(
      Session.text(#"C {"id":1,"method":"a","params":{"key":"${PAYIN_API_KEY}"}}"#)
        == #"{"id":1,"method":"a","params":{"key":"$${PAYIN_API_KEY}"}}"# + "\n")
  }

  @Test func valueOfTheClientsOwnIsExpectedAsItIs() {
    #expect(
      Session.text(
        """
        C {"id":1,"method":"a","params":{"reference":"inv-7f5719f2-9807-45dd-a117-1a0de7a85c3f","url":"http://127.0.0.1:3000/x","from":"2026-01-01T00:00:00Z"}}
        S {"id":1,"result":{"text":"inv-7f5719f2-9807-45dd-a117-1a0de7a85c3f since 2026-01-01T00:00:00Z to http://127.0.0.1:3000/x"}}
        """
      ).hasSuffix(
        #"""
        expect 1 {
          result: {
            text: "inv-7f5719f2-9807-45dd-a117-1a0de7a85c3f since 2026-01-01T00:00:00Z to http://127.0.0.1:3000/x"
          }
        }

        """#))
  }

  @Test func wholeBodyAndSignatureGoBackAsTheyCame() {
    let text = Session.text(
      #"""
      C {"id":1,"method":"tools/call","params":{"name":"sample_webhook","arguments":{}}}
      S {"id":1,"result":{"structuredContent":{"headers":{"X-Signature":"t=1796017646,v1=40a641f0e2d2b433302e3692dc8f497c5781d31fda21a3506d4a5a4d3026347f"},"body":"{\"id\":\"evt_order_ord_d0dd828b314af88a\",\"amount\":\"100\"}"}}}
      C {"id":2,"method":"m","params":{"body":"{\"id\":\"evt_order_ord_d0dd828b314af88a\",\"amount\":\"100\"}","signature":"t=1796017646,v1=40a641f0e2d2b433302e3692dc8f497c5781d31fda21a3506d4a5a4d3026347f"}}
      """#)
    #expect(text.contains(#"capture x_signature = result.structuredContent.headers.X-Signature"#))
    #expect(text.contains("capture webhook_body = result.structuredContent.body\n"))
    #expect(
      text.hasSuffix(#"{"id":2,"method":"m","params":{"body":"${webhook_body}","signature":"${x_signature}"}}"# + "\n"))
  }

  @Test func questionIsAnsweredBeforeTheRequestThatCausesIt() {
    #expect(
      Session.text(
        """
        C {"id":1,"method":"tools/call","params":{}}
        S {"id":"q-1","method":"elicitation/create","params":{"message":"Sure?"}}
        C {"id":"q-1","result":{"action":"accept","content":{"confirm":true}}}
        S {"id":1,"result":{}}
        """) == """
          reply elicitation/create {action: "accept", content: {confirm: true}}
          {"id":1,"method":"tools/call","params":{}}
          notify {method: "elicitation/create", params: {message: "Sure?"}}
          expect 1 {result: {}}

          """)
  }

  @Test func stateOfAnInterruptedCallIsCaptured() {
    let text = Session.text(
      """
      C {"id":1,"method":"tools/call","params":{"name":"publish_payment_link"}}
      S {"id":1,"result":{"resultType":"input_required","requestState":"AAAAAAAElpki98Fkeay92gJC4eD6haA52bt90XFwaqHk/6iOIhOhqv2fOalsdH77"}}
      C {"id":2,"method":"tools/call","params":{"requestState":"AAAAAAAElpki98Fkeay92gJC4eD6haA52bt90XFwaqHk/6iOIhOhqv2fOalsdH77"}}
      """)
    #expect(text.contains("capture request_state = result.requestState\n"))
    #expect(text.hasSuffix(#"{"requestState":"${request_state}"}}"# + "\n"))
  }

  @Test func progressIsExpectedOnceAndEqualNotificationsOnceBetweenFrames() {
    let text = Session.text(
      """
      C {"id":1,"method":"a","params":{"_meta":{"progressToken":7}}}
      S {"method":"notifications/progress","params":{"progressToken":7,"progress":1,"message":"899 s left"}}
      S {"method":"notifications/progress","params":{"progressToken":7,"progress":2,"message":"898 s left"}}
      S {"method":"notifications/resources/updated","params":{"uri":"a:b"}}
      S {"method":"notifications/resources/updated","params":{"uri":"a:b"}}
      C {"id":2,"method":"a"}
      S {"method":"notifications/resources/updated","params":{"uri":"a:b"}}
      """)
    #expect(text.matches(of: /notifications\/progress/).count == 1)
    #expect(text.matches(of: /resources\/updated/).count == 2)
    #expect(text.contains(#"message: regex("^[0-9]+ s left$") ~ "899 s left""#))
    #expect(text.contains("progress: number ~ 1,"))
  }

  /// The real contract of USDC on Ethereum, and one letter of it changed.
  @Test func contractOfATokenIsExpectedExactly() {
    let story = #"""
      C {"id":1,"method":"a"}
      S {"id":1,"result":{"content":[{"text":"{\"contract\":\"0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48\"}"}],"structuredContent":{"contract":"0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}}}
      """#
    let script = Session.script(story)
    let contract = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"
    #expect(Session.text(story).contains("contract: \"\(contract)\""))
    #expect(Session.mismatches(of: script, with: story).isEmpty)
    for place in story.ranges(of: contract) {
      let changed = story.replacingCharacters(in: place, with: "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB49")
      #expect(!Session.mismatches(of: script, with: changed).isEmpty)
    }
    let other = story.replacing("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", with: String(repeating: "aB", count: 20))
    #expect(Session.mismatches(of: script, with: other).isEmpty)
  }

  @Test func placeOfTheSandboxesOrdersMayBeAnother() {
    let story = #"""
      C {"id":1,"method":"a"}
      S {"id":1,"result":{"content":[{"text":"{\"ok\":true,\"sandboxStorage\":{\"outlivesProcess\":true,\"file\":\"/x/sandbox.sqlite\"},\"n\":1}"}],"structuredContent":{"ok":true,"sandboxStorage":{"outlivesProcess":true,"file":"/x/sandbox.sqlite"},"n":1}}}
      """#
    let script = Session.script(story)
    let other = story.replacing(
      #"\"outlivesProcess\":true,\"file\":\"/x/sandbox.sqlite\""#, with: #"\"outlivesProcess\":false"#
    )
    .replacing(#""outlivesProcess":true,"file":"/x/sandbox.sqlite""#, with: #""outlivesProcess":false"#)
    #expect(!other.contains("/x/sandbox.sqlite"))
    #expect(Session.mismatches(of: script, with: other).isEmpty)
    #expect(!Session.mismatches(of: script, with: other.replacing(#"\"n\":1"#, with: #"\"n\":2"#)).isEmpty)
    #expect(Session.text(story).contains(#"sandboxStorage: any ~ {outlivesProcess: true, file: "/x/sandbox.sqlite"}"#))
  }

  @Test func answerToACancelledRequestIsNotAwaited() {
    let text = Session.text(
      """
      C {"id":1,"method":"a"}
      C {"method":"notifications/cancelled","params":{"requestId":1}}
      S {"id":1,"result":{}}
      """)
    #expect(!text.contains("expect"))
  }

  @Test func endOfInputAndExitStandWhereTheyWere() {
    let lines = Session.lines("C {\"id\":1,\"method\":\"a\"}\nS {\"id\":1,\"result\":{}}")
    let ended = Recorder.End(linesBeforeEndOfInput: 1, exit: .status(3))
    let result = Recorder.record(lines, environment: ["PAYIN_LANG": "zh"], end: ended, file: "f")
    #expect(
      ScriptWriter.text(of: result.script)
        == "env PAYIN_LANG=zh\n{\"id\":1,\"method\":\"a\"}\neof\nexpect 1 {result: {}}\nexit 3\n")
    let killed = Recorder.End(linesBeforeEndOfInput: nil, exit: .signal(9))
    #expect(Recorder.record(lines, end: killed, file: "f").script.steps.count == 2)
  }

  @Test func whatAScriptCannotHoldIsRemarked() {
    let lines = [
      RecordedLine(.fromClient, [0xFF, 0xFE]), RecordedLine(.fromServer, "starting up"),
      RecordedLine(.fromServer, #"{"id":9,"result":{}}"#), RecordedLine(.fromClient, "hello ${a}"),
    ]
    let result = Recorder.record(lines, end: .init(linesBeforeEndOfInput: nil, exit: nil), file: "f")
    #expect(ScriptWriter.text(of: result.script) == "raw hello $${a}\n")
    #expect(
      result.remarks == [
        .stray(.binaryInput, count: 1), .stray(.strayOutput(Array("starting up".utf8)), count: 1),
        .stray(.unaskedAnswer(9), count: 1),
      ])
  }

  @Test func strayLinesOfOneKindAreOneRemark() {
    let noise = (0..<20).flatMap { number in
      [
        RecordedLine(.fromServer, "line \(number)"), RecordedLine(.fromClient, [0xFF, UInt8(number)]),
        RecordedLine(.fromServer, #"{"id":\#(number),"result":{}}"#),
      ]
    }
    let result = Recorder.record(noise, end: .init(linesBeforeEndOfInput: nil, exit: nil), file: "f")
    #expect(
      result.remarks == [
        .stray(.strayOutput(Array("line 0".utf8)), count: 20), .stray(.binaryInput, count: 20),
        .stray(.unaskedAnswer(0), count: 20),
      ])
  }

  @Test func recordingReadsBackAsItWasWritten() throws {
    let script = Session.script(Self.story)
    let text = ScriptWriter.text(of: script)
    let again = try ScriptParser().parse(Array(text.utf8), file: "session")
    #expect(ScriptWriter.text(of: again) == text)
    #expect(Session.mismatches(of: again, with: Self.story).isEmpty)
    #expect(Session.mismatches(of: script, with: Self.story).isEmpty)
  }

  /// Everything that may vary, in another session.
  @Test func anotherSessionFits() {
    let other = Self.story.replacing("c1be55f065f7a817", with: "0000000000000001")
      .replacing("7fda7c25263f365daa8c51fd13fbc678b249a396", with: "0000000000000000000000000000000000000abc")
      .replacing("T06:02:25.009Z", with: "T07:00:00Z").replacing("36617", with: "80").replacing(
        "\"meanMs\":13", with: "\"meanMs\":1.5"
      )
      .replacing(#"\"meanMs\":13"#, with: #"\"meanMs\":2"#).replacing("C7j5oiRrHg", with: "abcdefghij")
      .replacing("1796017646", with: "1796017999").replacing("after 13 s", with: "after 7 s")
    #expect(other != Self.story)
    #expect(Session.mismatches(of: Session.script(Self.story), with: other).isEmpty)
  }

  static let story = #"""
    C {"id":1,"method":"tools/call","params":{"name":"create_order","arguments":{"amount":"49.99","reference":"inv-1"}}}
    S {"id":1,"result":{"content":[{"type":"text","text":"Created order ord_c1be55f065f7a817 for 49.99 USDT (inv-1). Send to 0x7fda7c25263f365daa8c51fd13fbc678b249a396 before 2026-11-30T06:02:25.009Z, after 13 s."},{"type":"text","text":"{\"orderId\":\"ord_c1be55f065f7a817\",\"amount\":\"49.99\",\"url\":\"http://127.0.0.1:36617/pay/ord_c1be55f065f7a817\",\"meanMs\":13,\"slug\":\"C7j5oiRrHg\"}"}],"structuredContent":{"orderId":"ord_c1be55f065f7a817","amount":"49.99","total":3,"ratio":1e2,"ok":true,"nothing":null,"url":"http://127.0.0.1:36617/pay/ord_c1be55f065f7a817","meanMs":13,"slug":"C7j5oiRrHg","checkout":"http://127.0.0.1:36617/checkout/C7j5oiRrHg","at":1796017646,"list":[1,"two"],"expiresAt":"2026-11-30T06:02:25.009Z"}}}
    C {"id":2,"method":"tools/call","params":{"name":"get_order","arguments":{"orderId":"ord_c1be55f065f7a817"}}}
    S {"id":2,"result":{"content":[{"type":"text","text":"Order ord_c1be55f065f7a817 for 49.99 USDT is pending; ${x}."}],"structuredContent":{"orderId":"ord_c1be55f065f7a817","address":"0x7fda7c25263f365daa8c51fd13fbc678b249a396","missing":"49.99"}}}
    """#
}
