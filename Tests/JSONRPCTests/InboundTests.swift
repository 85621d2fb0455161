import JSON
import JSONRPC
import Testing

/// Rows 25 and 28 to 40 of the protocol table: what one line is taken for.
struct InboundTests {
  private static func decode(_ line: String) -> Inbound {
    Array(line.utf8).withUnsafeBytes { Inbound(decoding: $0) }
  }

  struct Refusal: CustomTestStringConvertible {
    let line: String
    let code: RPCError.Code
    let id: String?
    var testDescription: String { String(line.prefix(60)) }

    init(_ line: String, _ code: RPCError.Code, id: String? = nil) {
      self.line = line
      self.code = code
      self.id = id
    }
  }

  static let refusals = [
    Refusal(#"{"jsonrpc":"#, .parseError),
    Refusal("nonsense", .parseError),
    Refusal(#"{"jsonrpc":"2.0","id":1,"method":"ping"} x"#, .parseError),
    Refusal(String(repeating: "[", count: 100_000), .parseError),
    Refusal("5", .invalidRequest),
    Refusal(#""x""#, .invalidRequest),
    Refusal("null", .invalidRequest),
    Refusal("true", .invalidRequest),
    Refusal("{}", .invalidRequest),
    Refusal(#"{"id":1,"method":"ping"}"#, .invalidRequest, id: "1"),
    Refusal(#"{"jsonrpc":"1.0","id":"a","method":"ping"}"#, .invalidRequest, id: #""a""#),
    Refusal(#"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, .invalidRequest, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":1}"#, .invalidRequest, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":1,"method":5}"#, .invalidRequest, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, .invalidParams, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":"x"}"#, .invalidParams, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":2}}"#, .invalidRequest, id: "1"),
    Refusal(#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, .invalidRequest),
    Refusal(#"{"jsonrpc":"2.0","id":7,"method":"ping","params":{"t":"\ud83d"}}"#, .invalidParams, id: "7"),
  ]

  @Test(arguments: refusals)
  func brokenMessageIsRefusedWithTheIDThatCanBeRead(row: Refusal) throws {
    guard case .single(.failure(let refused)) = Self.decode(row.line) else {
      return #expect(Bool(false), "accepted")
    }
    #expect(refused.error.code == row.code)
    #expect(refused.id?.description == row.id)
  }

  @Test func invalidUTF8IsAParseError() {
    let line: [UInt8] = Array(#"{"jsonrpc":"2.0","id":1,"method":"a"#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
    guard case .single(.failure(let refused)) = line.withUnsafeBytes({ Inbound(decoding: $0) }) else {
      return #expect(Bool(false), "accepted")
    }
    #expect(refused.error.code == .parseError)
    #expect(refused.id == nil)
  }

  /// Row 25: id as written, id as echoed.
  @Test(arguments: [
    ("0", "0"), ("-1", "-1"), (#""1""#, #""1""#), (#""""#, #""""#), ("9007199254740993", "9007199254740993"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("1.0", "1"), ("1e3", "1000"),
    (#""é\u0041""#, #""éA""#), (#""\u2028""#, #""\u2028""#),
  ])
  func idIsEchoedInTypeAndValue(written: String, echoed: String) {
    let inbound = Self.decode(#"{"jsonrpc":"2.0","id":\#(written),"method":"ping","x":1}"#)
    guard case .single(.success(.request(let request))) = inbound else { return #expect(Bool(false), "not a request") }
    #expect(request.id.description == echoed)
    #expect(request.params == [:])
  }

  @Test func stringAndNumberIDsDiffer() throws {
    #expect(try #require(RequestID(.string("1"))) != (try #require(RequestID(1 as JSONValue))))
    #expect(try #require(RequestID(.string("\u{e9}"))) != (try #require(RequestID(.string("e\u{301}")))))
  }

  /// Row 34.
  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/foo"}"#, #"{"jsonrpc":"2.0","method":"tools/list","params":[1]}"#,
  ])
  func messageWithoutIDIsANotification(line: String) {
    guard case .single(.success(.notification)) = Self.decode(line) else { return #expect(Bool(false), "not one") }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":99,"result":{}}"#, #"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#,
  ])
  func messageWithResultOrErrorIsAResponse(line: String) {
    guard case .single(.success(.response)) = Self.decode(line) else { return #expect(Bool(false), "not one") }
  }

  @Test func arrayIsABatchOfItsElements() {
    guard case .batch(let items) = Self.decode(#"[{"jsonrpc":"2.0","id":1,"method":"ping"},5]"#) else {
      return #expect(Bool(false), "not a batch")
    }
    #expect(items.count == 2)
    #expect(throws: RefusedMessage.self) { try items[1].get() }
  }
}
