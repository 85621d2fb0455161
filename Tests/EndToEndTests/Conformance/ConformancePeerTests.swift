import JSON
import Testing

/// A judge that approves of everything would prove nothing.
@Suite(.enabled(if: ConformancePeer.isComplete, "no official schemas to compare with"), .timeLimit(.minutes(10)))
struct ConformancePeerTests {
  struct Row: CustomTestStringConvertible {
    let complaint: String
    let sent: String
    let received: String
    var isWhole = true
    var testDescription: String { complaint }
  }

  private static let modern = Line.request(1, "ping", [:], .july2026)
  private static let list = Line.request(1, "tools/list", [:], .july2026)
  private static let status = Line.call(1, "get_status", [:], .july2026)

  static func result(_ members: String) -> String {
    #"{"jsonrpc":"2.0","id":1,"result":{\#(members)}}"#
  }

  private static func call(_ members: String, text: String = "{}") -> String {
    result(
      #""resultType":"complete","content":[{"type":"text","text":"\#(text)"}],\#(members)"_meta":{"#
        + #""io.modelcontextprotocol/serverInfo":{"name":"s","version":"1"}}"#)
  }

  static func legacy(_ revision: Revision, _ request: String) -> String {
    Line.initialize(revision.rawValue) + "\n" + request
  }

  static let initialized =
    #"{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2024-11-05","capabilities":{},"#
    + #""serverInfo":{"name":"s","version":"1"}}}"#

  static let rows = [
    Row(complaint: "never answered", sent: modern, received: ""),
    Row(complaint: "nobody waits for", sent: "", received: result("")),
    Row(complaint: "nobody waits for", sent: modern, received: call("") + "\n" + call("")),
    Row(complaint: "not JSON", sent: modern, received: "hello"),
    Row(complaint: "not JSON", sent: modern, received: #"{"jsonrpc":"2.0","id":1,"result":{"a":NaN}}"#),
    Row(complaint: "occurs twice", sent: modern, received: #"{"jsonrpc":"2.0","id":1,"id":1,"result":{}}"#),
    Row(complaint: "not escaped", sent: modern, received: call("", text: "a\u{2028}b")),
    Row(complaint: "no JSON-RPC message", sent: modern, received: #"{"id":1,"result":{}}"#),
    Row(complaint: "not exactly one", sent: modern, received: #"{"jsonrpc":"2.0","id":1}"#),
    Row(complaint: "no string and no integer", sent: modern, received: #"{"jsonrpc":"2.0","id":null,"result":{}}"#),
    Row(
      complaint: "a request of the server", sent: "",
      received: #"{"jsonrpc":"2.0","id":1,"method":"roots/list"}"#),
    Row(
      complaint: "nobody asked for", sent: status,
      received: #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}"#),
    Row(
      complaint: "unknown error code", sent: modern,
      received: #"{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"x"}}"#),
    Row(
      complaint: "UnsupportedProtocolVersionError", sent: modern,
      received: #"{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"x","data":{}}}"#),
    Row(complaint: "JSONRPCResultResponse", sent: modern, received: result("")),
    Row(complaint: "ListToolsResult", sent: list, received: result(#""resultType":"complete","tools":{}"#)),
    Row(
      complaint: "caching hints", sent: modern, received: call(#""ttlMs":1,"cacheScope":"public","#)),
    Row(complaint: "serverInfo is missing", sent: modern, received: result(#""resultType":"complete""#)),
    Row(complaint: "resultType is not complete", sent: modern, received: result(#""resultType":"task""#)),
    Row(complaint: "members of the modern era", sent: Line.request(1, "ping"), received: result(#""ttlMs":0"#)),
    Row(complaint: "output schema", sent: status, received: call("")),
    Row(complaint: "text differ", sent: status, received: call(#""structuredContent":{"a":1},"#)),
    Row(complaint: "with structured content", sent: status, received: call(#""isError":true,"structuredContent":{},"#)),
    Row(
      complaint: "not every client reads exactly", sent: status,
      received: call(#""isError":true,"#, text: #"{\"a\":9007199254740993}"#)),
    Row(
      complaint: "knows no ['title']", sent: legacy(.november2024, Line.request(1, "tools/list")),
      received: initialized + "\n"
        + result(#""tools":[{"name":"get_status","title":"Get status","inputSchema":{"type":"object"}}]"#)),
    Row(
      complaint: "not the tool as published", sent: legacy(.november2024, Line.request(1, "tools/list")),
      received: initialized + "\n" + result(#""tools":[{"name":"get_status","inputSchema":{"type":"object"}}]"#)),
    Row(
      complaint: "not a schema", sent: legacy(.november2024, Line.request(1, "tools/list")),
      received: initialized + "\n"
        + result(#""tools":[{"name":"x","inputSchema":{"type":"object","required":null}}]"#)),
    Row(
      complaint: "no batches", sent: legacy(.november2024, Line.request(1, "ping")),
      received: initialized + "\n[" + result("") + "]"),
  ]

  @Test(arguments: rows + FeatureOffences.rows + ElicitationOffences.rows)
  func everyOffenceIsFound(row: Row) async throws {
    let received = row.received.split(separator: "\n").map { Array($0.utf8) }
    let transcript = Transcript(sent: Array(row.sent.utf8), received: received, isWhole: row.isWhole)
    let verdict = try #require(try await ConformancePeer.shared.judge(transcript))
    #expect(verdict.problems.contains { $0.contains(row.complaint) }, "\(verdict.problems)")
  }

  @Test func soundConversationIsApprovedAndCounted() async throws {
    let sent = [
      Self.legacy(.november2024, Line.request(1, "ping")), "nonsense", Line.cancel(9), Line.request(9, "ping"),
    ]
    let received = [
      Self.initialized, Self.result(""), #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"x"}}"#,
    ]
    let transcript = Transcript(
      sent: Array(sent.joined(separator: "\n").utf8), received: received.map { Array($0.utf8) })
    let verdict = try #require(try await ConformancePeer.shared.judge(transcript))
    #expect(verdict.problems == [])
    // Opening and ping, each with its envelope; the error without id is one of a later revision.
    #expect(verdict.checked == ["2024-11-05": 4, "2025-11-25": 1])
  }

  @Test(arguments: FeatureOffences.soundConversations)
  func soundConversationIsApproved(conversation: FeatureOffences.Conversation) async throws {
    let received = conversation.received.split(separator: "\n").map { Array($0.utf8) }
    let transcript = Transcript(sent: Array(conversation.sent.utf8), received: received)
    let verdict = try #require(try await ConformancePeer.shared.judge(transcript))
    #expect(verdict.problems == [])
  }
}
