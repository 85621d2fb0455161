import JSON
import MCP
import Testing

/// The same rules for every method: rows 25, 60 to 62, 64, 65, 70 of the protocol table.
@Suite(.timeLimit(.minutes(1)))
struct EnvelopeTests {
  /// The params that each method needs to succeed.
  private static let calls: KeyValuePairs = [
    "server/discover": "", "tools/list": "", "tools/call": #""name":"echo","arguments":{"text":"x"},"#,
    "resources/list": "", "resources/templates/list": "", "resources/read": #""uri":"shelf://guide","#,
    "prompts/list": "", "prompts/get": #""name":"greeting","arguments":{"who":"Ann"},"#,
    "completion/complete": #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone","value":""},"#,
    "subscriptions/listen": #""notifications":{},"#,
  ]

  /// Rows 60 to 62: what is wrong with the envelope comes before what is wrong with the call.
  @Test(arguments: calls.map(\.key))
  func everyMethodNeedsItsEnvelope(method: String) async throws {
    let envelopes = [
      (RouteTests.statelessParams(version: "5"), -32602), (RouteTests.statelessParams(capabilities: nil), -32602),
      (RouteTests.statelessParams(capabilities: "[]"), -32602),
      (RouteTests.statelessParams(version: #""1900-01-01""#), -32022),
      (RouteTests.statelessParams(version: #""2025-11-25""#), -32022),
    ]
    let lines = envelopes.enumerated().map { SessionTests.request($0, method, $1.0) }
    let codes = try await SessionHarness.answers(to: lines, features: .test).map { $0["error"]?["code"] }
    #expect(codes == envelopes.map { .number(JSONNumber($0.1)) })
  }

  /// Rows 64, 65, and 25: every result is complete and signed, whatever the id.
  @Test(arguments: calls.map { ($0.key, $0.value) }, ["0", #""1""#, "9007199254740993"])
  func everyResultIsCompleteAndSigned(call: (method: String, params: String), id: String) async throws {
    let line =
      #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(call.method)","params":\#(RouteTests.statelessParams(params: call.params))}"#
    let answer = try await SessionHarness.answers(to: [line], features: .test).last
    #expect(answer?["id"]?.description == id)
    #expect(answer?["result"]?["resultType"] == "complete")
    #expect(answer?["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "test")
  }

  /// Row 66.
  @Test(arguments: ["resources/subscribe", "resources/unsubscribe"])
  func methodOfTheOtherEraIsUnknown(method: String) async throws {
    let answers = try await SessionHarness.answers(
      to: [SessionTests.stateless(1, method, #""uri":"shelf://guide","#)], features: .test)
    #expect(answers[0]["error"]?["code"] == -32601)
  }

  /// A name may be one character of a megabyte: a letter with many accents.
  @Test(arguments: calls.map(\.key))
  func refusalDoesNotRepeatWhatIsLong(method: String) async throws {
    let long = "a" + String(repeating: "\u{301}", count: 500_000)
    let params = [
      #""name":"\#(long)""#, #""uri":"x:\#(long)""#, #""cursor":"\#(long)""#,
      #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"\#(long)","value":""}"#,
      #""notifications":{"resourceSubscriptions":["\#(long)"]}"#, #""arguments":{"\#(long)":5}"#,
    ]
    let line = SessionTests.stateless(1, method, params.joined(separator: ",") + ",")
    for answer in try await SessionHarness.answers(to: [line], features: .test) {
      #expect("\(answer)".utf8.count < 6000)
    }
  }
}
