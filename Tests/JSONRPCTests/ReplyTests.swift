import JSON
import JSONRPC
import Synchronization
import Testing

struct ReplyTests {
  /// Collects answers.
  private final class Answers: Sendable {
    private let list = Mutex<[String?]>([])
    var all: [String?] { list.withLock { $0 } }
    func add(_ answer: [UInt8]?) {
      list.withLock { $0.append(answer.map { String(decoding: $0, as: UTF8.self) }) }
    }
  }

  private func makeReply(_ answers: Answers) -> Reply {
    Reply(id: RequestID(7)) { answers.add($0) }
  }

  @Test func secondAnswerIsNotSent() {
    let answers = Answers()
    let reply = makeReply(answers)
    reply.succeed(["a": 1])
    reply.fail(.internalError)
    #expect(answers.all == [#"{"jsonrpc":"2.0","id":7,"result":{"a":1}}"#])
  }

  @Test func droppedRequestGetsNoAnswer() {
    let answers = Answers()
    let reply = makeReply(answers)
    reply.drop()
    reply.succeed([:])
    #expect(answers.all == [nil])
  }

  @Test func forgottenRequestIsAnsweredAsAnInternalError() {
    let answers = Answers()
    do { _ = makeReply(answers) }
    #expect(answers.all == [#"{"jsonrpc":"2.0","id":7,"error":{"code":-32603,"message":"internal error"}}"#])
  }

  /// Row 123.
  @Test func nothingIsSentAboutASettledRequest() {
    let answers = Answers()
    let reply = makeReply(answers)
    reply.whileUnsettled { answers.add([UInt8(ascii: "p")]) }
    reply.succeed([:])
    reply.whileUnsettled { answers.add([UInt8(ascii: "q")]) }
    #expect(answers.all == ["p", #"{"jsonrpc":"2.0","id":7,"result":{}}"#])
  }

  /// Row 27.
  @Test func errorWithoutIDHasNoIDMember() {
    let line = String(decoding: Reply.encode(id: nil, error: RPCError(.parseError, "x")), as: UTF8.self)
    #expect(line == #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"x"}}"#)
  }

  @Test func batchIsSentWhenItsLastAnswerHasCome() {
    let answers = Answers()
    let batch = BatchReply(count: 3) { answers.add($0) }
    batch.add(Array("1".utf8))
    batch.add(nil)
    #expect(answers.all.isEmpty)
    batch.add(Array("2".utf8))
    #expect(answers.all == ["[1,2]"])
  }

  @Test func batchOfCancelledRequestsGetsNoAnswer() {
    let answers = Answers()
    let batch = BatchReply(count: 1) { answers.add($0) }
    batch.add(nil)
    #expect(answers.all.isEmpty)
  }
}
