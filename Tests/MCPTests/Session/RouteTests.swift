import JSON
import JSONRPC
import MCP
import Testing

/// Rows 33, 44, 47, 48, 50, 59 to 62, 66, 69, 74, 90, 91, 130 of the protocol table: how one request is classified.
struct RouteTests {
  struct Row: CustomTestStringConvertible {
    let method: String
    let params: String
    let session: ProtocolRevision?
    let expected: Expected
    var testDescription: String { "\(session?.rawValue ?? "-") \(method) \(params.prefix(70))" }

    enum Expected: Equatable {
      case route(Route)
      case code(Int)
    }

    init(
      _ method: String, _ params: String = "{}", session: ProtocolRevision? = nil, is expected: Expected
    ) {
      self.method = method
      self.params = params
      self.session = session
      self.expected = expected
    }
  }

  static let metadata = statelessParams()

  static func statelessParams(
    version: String = #""2026-07-28""#, capabilities: String? = "{}", more: String = "", params: String = ""
  ) -> String {
    let capability = capabilities.map { #","io.modelcontextprotocol/clientCapabilities":\#($0)"# } ?? ""
    return #"{\#(params)"_meta":{"io.modelcontextprotocol/protocolVersion":\#(version)\#(capability)\#(more)}}"#
  }

  static let initialize = [
    Row("initialize", #"{"protocolVersion":"2024-11-05"}"#, is: .route(.initialize(.november2024))),
    Row("initialize", #"{"protocolVersion":"2025-03-26"}"#, is: .route(.initialize(.march2025))),
    Row("initialize", #"{"protocolVersion":"2025-06-18"}"#, is: .route(.initialize(.june2025))),
    Row("initialize", #"{"protocolVersion":"2025-11-25"}"#, is: .route(.initialize(.november2025))),
    Row("initialize", #"{"protocolVersion":"2026-07-28"}"#, is: .route(.initialize(.november2025))),
    Row("initialize", #"{"protocolVersion":"1999-01-01"}"#, is: .route(.initialize(.november2025))),
    Row("initialize", #"{"protocolVersion":""}"#, is: .route(.initialize(.november2025))),
    Row("initialize", #"{"protocolVersion":"latest"}"#, session: .june2025, is: .route(.initialize(.november2025))),
    Row(
      "initialize", #"{"protocolVersion":"2024-11-05","capabilities":{"x":[]},"clientInfo":5}"#,
      is: .route(.initialize(.november2024))),
    Row("initialize", "{}", is: .code(-32602)),
    Row("initialize", #"{"protocolVersion":5}"#, is: .code(-32602)),
    Row(
      "initialize", statelessParams(params: #""protocolVersion":"2025-06-18","#),
      is: .route(.initialize(.june2025))),
    Row("initialize", metadata, is: .code(-32601)),
  ]

  static let withoutSession = [
    Row("ping", is: .route(.ping)),
    Row("tools/list", is: .code(-32602)),
    Row("tools/call", #"{"name":"echo"}"#, is: .code(-32602)),
    Row("logging/setLevel", is: .code(-32602)),
    Row("server/discover", is: .code(-32602)),
    Row("subscriptions/listen", is: .code(-32602)),
    Row("subscriptions/listen", session: .june2025, is: .code(-32602)),
    Row("nope", is: .code(-32601)),
    Row("notifications/initialized", is: .code(-32601)),
  ]

  static let inSession = [
    Row("ping", session: .june2025, is: .route(.ping)),
    Row("tools/list", session: .june2025, is: .route(.list(.tools, .june2025, cursor: nil))),
    Row("tools/list", #"{"cursor":""}"#, session: .june2025, is: .route(.list(.tools, .june2025, cursor: ""))),
    Row("tools/list", #"{"cursor":5}"#, session: .june2025, is: .code(-32602)),
    Row("tools/call", "{}", session: .june2025, is: .code(-32602)),
    Row("tools/call", #"{"name":5}"#, session: .june2025, is: .code(-32602)),
    Row("tools/call", #"{"name":"echo","arguments":[]}"#, session: .june2025, is: .code(-32602)),
    Row("logging/setLevel", session: .june2025, is: .code(-32601)),
    Row("tasks/list", session: .november2025, is: .code(-32601)),
    Row("resources/list", session: .june2025, is: .code(-32601)),
    Row("prompts/list", session: .june2025, is: .code(-32601)),
    Row("completion/complete", session: .june2025, is: .code(-32601)),
    Row("notifications/x", session: .june2025, is: .code(-32601)),
  ]

  static let stateless = [
    Row("server/discover", metadata, is: .route(.discover(.july2026))),
    Row("tools/list", metadata, is: .route(.list(.tools, .july2026, cursor: nil))),
    Row("tools/list", metadata, session: .november2024, is: .route(.list(.tools, .july2026, cursor: nil))),
    Row("ping", metadata, is: .code(-32601)),
    Row("logging/setLevel", metadata, is: .code(-32601)),
    Row("resources/subscribe", metadata, is: .code(-32601)),
    Row("resources/unsubscribe", metadata, is: .code(-32601)),
    Row("tasks/list", metadata, is: .code(-32601)),
    Row("subscriptions/listen", metadata, is: .code(-32601)),
    Row("nope", metadata, is: .code(-32601)),
    Row("tools/list", statelessParams(version: "5"), is: .code(-32602)),
    Row("tools/list", statelessParams(version: "null"), is: .code(-32602)),
    Row("tools/list", statelessParams(capabilities: nil), is: .code(-32602)),
    Row("tools/list", statelessParams(capabilities: "[]"), is: .code(-32602)),
    Row("tools/list", statelessParams(version: #""1900-01-01""#), is: .code(-32022)),
    Row("tools/list", statelessParams(version: #""2025-06-18""#), is: .code(-32022)),
    Row("server/discover", statelessParams(version: #""2025-06-18""#), is: .code(-32022)),
    Row("tools/list", statelessParams(version: #""1900-01-01""#, capabilities: nil), is: .code(-32602)),
    Row("nope", statelessParams(version: #""1900-01-01""#), is: .code(-32022)),
    Row("tools/call", metadata, is: .code(-32602)),
    Row(
      "tools/list", statelessParams(more: #","io.modelcontextprotocol/logLevel":"debug""#),
      is: .route(.list(.tools, .july2026, cursor: nil))),
    Row("tools/list", statelessParams(more: #","io.modelcontextprotocol/logLevel":"loud""#), is: .code(-32602)),
    Row(
      "tools/list", statelessParams(more: #","traceparent":"00-a-b-01","x":{"y":1}"#, params: #""z":1,"#),
      is: .route(.list(.tools, .july2026, cursor: nil))),
  ]

  @Test(arguments: initialize + withoutSession + inSession + stateless)
  func requestIsClassifiedByItself(row: Row) throws {
    let params = try #require(try JSONParser.parse(row.params).object)
    let request = Message.Request(id: RequestID(1), method: row.method, params: params)
    do {
      #expect(row.expected == .route(try Route(request, negotiated: row.session)))
    } catch {
      #expect(row.expected == .code(error.code.rawValue))
      #expect(!error.message.isEmpty)
    }
  }

  @Test func unsupportedVersionNamesWhatIsSupportedAndWhatWasAsked() throws {
    let params = try #require(try JSONParser.parse(Self.statelessParams(version: #""1900-01-01""#)).object)
    let error = #expect(throws: RPCError.self) {
      try Route(Message.Request(id: RequestID(1), method: "tools/list", params: params), negotiated: nil)
    }
    #expect(error?.data == ["supported": ["2026-07-28"], "requested": "1900-01-01"])
  }

  @Test func absentArgumentsAreEmptyAndTaskIsIgnored() throws {
    let call = try ToolCallRequest(["name": "echo", "task": ["ttl": 1000]])
    #expect(call.arguments == [:])
    #expect(call.progressToken == nil)
  }
}
