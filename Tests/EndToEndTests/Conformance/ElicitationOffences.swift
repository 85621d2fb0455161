import JSON

/// What a server can do wrong with questions to people.
enum ElicitationOffences {
  private typealias Row = ConformancePeerTests.Row

  private static let declared = #"{"elicitation":{}}"#
  private static let call = Line.request(1, "tools/call", ["name": "create_order"])
  private static let unanswered = ConformancePeerTests.result(
    #""content":[{"type":"text","text":"{}"}],"isError":true"#)

  private static func handshake(_ capabilities: String, isReady: Bool = true, version: String = "2025-11-25") -> String
  {
    let opening =
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"\#(version)","#
      + #""capabilities":\#(capabilities),"clientInfo":{"name":"c","version":"1"}}}"#
    return [opening, isReady ? Line.initialized : nil, call].compactMap(\.self).joined(separator: "\n")
  }

  private static func question(
    _ id: String = #""q1""#, mode: String = #""mode":"form","#, schema: String = form()
  ) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"elicitation/create","params":{\#(mode)"message":"m","requestedSchema":\#(schema)}}"#
  }

  private static func form(_ name: String = "confirm", required: String = "confirm") -> String {
    #"{"type":"object","properties":{"\#(name)":{"type":"boolean"}},"required":["\#(required)"]}"#
  }

  private static func round(_ members: String) -> String {
    ConformancePeerTests.result(
      #""resultType":"input_required",\#(members)"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"s","version":"1"}}"#
    )
  }

  private static func modern(_ method: String, _ params: JSONObject, forms: JSONValue = ["elicitation": [:]]) -> String
  {
    Line.request(1, method, params, .july2026, meta: [Line.capabilities: forms])
  }

  private static let modernCall = modern("tools/call", ["name": "create_order"])

  static let rows: [ConformancePeerTests.Row] = [
    Row(complaint: "not declared", sent: handshake("{}"), received: question() + "\n" + unanswered),
    Row(complaint: "not declared", sent: handshake(#"{"elicitation":{"url":{}}}"#), received: question()),
    Row(complaint: "not declared", sent: handshake(declared, isReady: false), received: question()),
    Row(complaint: "not declared", sent: handshake(declared, version: "2025-03-26"), received: question()),
    Row(complaint: "not declared", sent: handshake(declared, version: "2025-06-18"), received: question()),
    Row(complaint: "id of another", sent: handshake(declared), received: question() + "\n" + question()),
    Row(complaint: "ElicitRequest", sent: handshake(declared), received: question(schema: "[]")),
    Row(complaint: "requires what", sent: handshake(declared), received: question(schema: form(required: "other"))),
    Row(
      complaint: "a secret", sent: handshake(declared), received: question(schema: form("apiKey", required: "apiKey"))),
    Row(
      complaint: "cancellation of nothing", sent: handshake(declared),
      received: #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"q1"}}"#),
    Row(
      complaint: "not declared", sent: modern("tools/call", ["name": "create_order"], forms: [:]),
      received: round(#""requestState":"s","#)),
    Row(complaint: "where there are none", sent: modern("tools/list", [:]), received: round(#""requestState":"s","#)),
    Row(complaint: "neither questions", sent: modernCall, received: round("")),
    Row(complaint: "a question with", sent: modernCall, received: round(#""requestState":"s","ttlMs":0,"#)),
    Row(complaint: "InputRequiredResult", sent: modernCall, received: round(#""inputRequests":{"a":{"method":"x"}},"#)),
    Row(complaint: "InputRequiredResult", sent: modernCall, received: round(#""requestState":7,"#)),
  ]
}
