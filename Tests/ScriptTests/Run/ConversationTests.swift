import JSON
import JSONRPC
import Script
import Testing

@Suite struct ConversationTests {
  // MARK: What is in order

  @Test func answersAreFoundByTheirIDsInAnyOrder() throws {
    var conversation = Conversation(keeping: nil)
    let first = conversation.send(request(1))
    let second = conversation.send(request("a"))
    #expect(try conversation.receive(#"{"jsonrpc":"2.0","id":"a","result":{"n":2}}"#) == [.answer(to: second ?? 0)])
    #expect(conversation.unanswered == [RequestID(1)])
    #expect(try conversation.receive(#"{"jsonrpc":"2.0","id":1,"result":{"n":1}}"#) == [.answer(to: first ?? 0)])
    #expect(conversation.isSettled)
    #expect(conversation.answer(to: first ?? 0)?["result"] == ["n": 1])
    #expect(conversation.answer(to: second ?? 0)?["result"] == ["n": 2])
    #expect(conversation.last == second)
  }

  @Test func notificationsWaitUntilTheyAreTaken() throws {
    var conversation = Conversation()
    for method in ["a", "b", "a"] {
      #expect(try conversation.receive(#"{"jsonrpc":"2.0","method":"\#(method)"}"#) == [.notification])
    }
    #expect(conversation.takeNotification { $0["method"] == "b" } != nil)
    #expect(conversation.takeNotification { $0["method"] == "b" } == nil)
    #expect(conversation.notifications.map { $0["method"] } == ["a", "a"])
  }

  @Test func requestOfTheServerIsAnEvent() throws {
    var conversation = Conversation()
    let events = try conversation.receive(#"{"jsonrpc":"2.0","id":"q","method":"elicitation/create","params":{}}"#)
    guard case .request(let request)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(request.id == "q")
    #expect(request.method == "elicitation/create")
  }

  @Test func arrayIsAnsweredByAnArray() throws {
    var conversation = Conversation()
    let line =
      #"[{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","method":"n"},{"jsonrpc":"2.0","id":2,"method":"b"}]"#
    let sent = conversation.send(SentFrame(line.utf8))
    let frame = try #require(sent)
    let answer = #"[{"jsonrpc":"2.0","id":2,"result":{}},{"jsonrpc":"2.0","id":1,"result":{}}]"#
    _ = try conversation.receive(answer)
    #expect(conversation.answer(to: frame)?.description == answer)
    #expect(conversation.isSettled)
  }

  @Test func errorWithoutAnIDAnswersAFrameThatCannotBeRead() throws {
    var conversation = Conversation()
    let sent = conversation.send(SentFrame("{broken".utf8))
    let frame = try #require(sent)
    #expect(conversation.isSettled)
    _ = try conversation.receive(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no JSON"}}"#)
    #expect(conversation.answer(to: frame)?["error"]?["code"] == -32700)
    #expect(conversation.lastWithoutID == frame)
  }

  /// A server may find the id of a frame that is refused.
  @Test(arguments: [#"{"jsonrpc":"2.0","id":7}"#, #"{"id":7,"method":"a","method":"b"}"#, "{\"id\":7,\u{1}}"])
  func errorMayHaveTheIDOfARefusedFrame(_ line: String) throws {
    var conversation = Conversation()
    let sent = conversation.send(SentFrame(line.utf8))
    let frame = try #require(sent)
    _ = try conversation.receive(#"{"jsonrpc":"2.0","id":7,"error":{"code":-32600,"message":"refused"}}"#)
    #expect(conversation.answer(to: frame) != nil)
  }

  @Test func cancelledRequestNeedNotBeAnswered() throws {
    var conversation = Conversation()
    conversation.send(request(1))
    #expect(!conversation.isSettled)
    conversation.send(
      SentFrame(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#.utf8))
    #expect(conversation.isSettled)
    _ = try conversation.receive(#"{"jsonrpc":"2.0","id":1,"result":{}}"#)
  }

  @Test func idMayBeUsedAgainAfterItsAnswer() throws {
    var conversation = Conversation()
    for _ in 1...2 {
      conversation.send(request(1))
      _ = try conversation.receive(#"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    }
    #expect(throws: ProtocolViolation.self) { try conversation.receive(#"{"jsonrpc":"2.0","id":1,"result":{}}"#) }
  }

  /// A script of thousands of calls must not keep all their answers.
  @Test func onlyAnswersThatCanBeAskedForAreKept() throws {
    var conversation = Conversation(keeping: [RequestID(1)])
    var frames: [Conversation.Frame] = []
    for id in 1...3 {
      frames.append(conversation.send(request(.number(JSONNumber(id)))) ?? 0)
      _ = try conversation.receive(#"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
    }
    #expect(frames.map { conversation.answer(to: $0) != nil } == [true, false, true])
  }

  // MARK: What breaks the protocol

  @Test(arguments: [
    "Listening on port 80", "", "[]", "17", #""text""#, #"{"id":1,"result":{}}"#,
    #"{"jsonrpc":"1.0","id":1,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1}"#, #"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"m"}}"#,
    #"{"jsonrpc":"2.0","result":{}}"#, #"{"jsonrpc":"2.0","id":null,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1.5,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":"no"}"#, #"{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":"m"}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#, #"{"jsonrpc":"2.0","method":1}"#,
    #"{"jsonrpc":"2.0","method":"a","params":1}"#, #"{"jsonrpc":"2.0","id":true,"method":"a"}"#,
    #"{"jsonrpc":"2.0","id":1,"method":"a","result":{}}"#, #"{"jsonrpc":"2.0","id":1,"id":1,"result":{}}"#,
    #"[{"jsonrpc":"2.0","id":1,"result":{}},3]"#,
  ])
  func lineIsNoMessage(_ line: String) {
    var conversation = Conversation()
    conversation.send(request(1))
    let error = #expect(throws: ProtocolViolation.self) { try conversation.receive(line) }
    guard case .noMessage? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func answerToNobodyIsAViolation() {
    var conversation = Conversation()
    conversation.send(request(1))
    let line = #"{"jsonrpc":"2.0","id":2,"result":{}}"#
    #expect(throws: ProtocolViolation.unknownID(RequestID(2), Array(line.utf8))) { try conversation.receive(line) }
    let text = #"{"jsonrpc":"2.0","id":"1","result":{}}"#
    #expect(throws: ProtocolViolation.unknownID(RequestID("1"), Array(text.utf8))) { try conversation.receive(text) }
  }

  @Test func errorWithoutAnIDIsAViolationIfEveryFrameHadOne() {
    var conversation = Conversation()
    conversation.send(request(1))
    let line = #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"no JSON"}}"#
    #expect(throws: ProtocolViolation.unknownID(nil, Array(line.utf8))) { try conversation.receive(line) }
  }

  @Test func secondAnswerIsAViolation() throws {
    var conversation = Conversation()
    conversation.send(request(1))
    let line = #"{"jsonrpc":"2.0","id":1,"result":{}}"#
    _ = try conversation.receive(line)
    #expect(throws: ProtocolViolation.secondAnswer(RequestID(1), Array(line.utf8))) { try conversation.receive(line) }
  }

  @Test func messageAfterTheEndIsAViolation() throws {
    var conversation = Conversation()
    try conversation.end()
    let line = #"{"jsonrpc":"2.0","method":"a"}"#
    #expect(throws: ProtocolViolation.afterEnd(Array(line.utf8))) { try conversation.receive(line) }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/message"}"#, #"{"jsonrpc":"2.0","id":9,"method":"roots/list"}"#,
  ])
  func onlyOpenRequestsAllowMessagesAfterTheEndOfInput(_ line: String) throws {
    var conversation = Conversation()
    conversation.send(request(1))
    conversation.endInput()
    #expect(try conversation.receive(line).count == 1)
    let answer = #"{"jsonrpc":"2.0","id":1,"result":{}}"#
    #expect(try conversation.receive(answer) == [.answer(to: 1)])
    #expect(throws: ProtocolViolation.afterEnd(Array(line.utf8))) { try conversation.receive(line) }
    #expect(throws: ProtocolViolation.secondAnswer(RequestID(1), Array(answer.utf8))) {
      try conversation.receive(answer)
    }
  }

  @Test func bytesAfterTheLastLineAreAViolation() {
    var conversation = Conversation()
    #expect(throws: ProtocolViolation.unfinishedLine([0x7B])) { try conversation.end(rest: [0x7B]) }
  }

  private func request(_ id: JSONValue) -> SentFrame {
    SentFrame(["jsonrpc": "2.0", "id": id, "method": "tools/call"] as JSONValue)
  }
}

extension Conversation {
  fileprivate mutating func receive(_ line: String) throws -> [Event] {
    try receive(Array(line.utf8))
  }
}
