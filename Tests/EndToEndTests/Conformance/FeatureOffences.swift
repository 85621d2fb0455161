import JSON

/// What a server can do wrong with resources, prompts, completion and subscriptions.
enum FeatureOffences {
  private typealias Row = ConformancePeerTests.Row

  private static let id = "io.modelcontextprotocol/subscriptionId"
  private static let info = #""io.modelcontextprotocol/serverInfo":{"name":"s","version":"1"}"#
  private static let caching = #""ttlMs":0,"cacheScope":"private","#

  private static func modern(_ method: String, _ params: JSONObject = [:]) -> String {
    Line.request(1, method, params, .july2026)
  }

  private static func old(_ method: String, _ params: JSONObject = [:]) -> String {
    ConformancePeerTests.legacy(.november2024, Line.request(1, method, params))
  }

  private static func result(_ members: String) -> String {
    ConformancePeerTests.result(#""resultType":"complete",\#(members)"_meta":{\#(info)}"#)
  }

  private static func oldResult(_ members: String) -> String {
    ConformancePeerTests.initialized + "\n" + ConformancePeerTests.result(members)
  }

  private static func error(_ code: Int, _ more: String = "") -> String {
    #"{"jsonrpc":"2.0","id":1,"error":{"code":\#(code),"message":"x"\#(more)}}"#
  }

  static let rows: [ConformancePeerTests.Row] = features + listening + subscribing

  private static let read = modern("resources/read", ["uri": "a:1"])
  private static let complete: JSONObject = [
    "ref": ["type": "ref/prompt", "name": "p"], "argument": ["name": "n", "value": "A"],
  ]

  private static let features = [
    Row(complaint: "caching hints", sent: read, received: result(#""contents":[{"uri":"a:1","text":""}],"#)),
    Row(
      complaint: "caching hints", sent: modern("prompts/get", ["name": "p"]),
      received: result(#""messages":[],\#(caching)"#)),
    Row(complaint: "without contents", sent: read, received: result(#""contents":[],\#(caching)"#)),
    Row(
      complaint: "another resource", sent: read,
      received: result(#""contents":[{"uri":"a:2","text":""}],\#(caching)"#)),
    Row(complaint: "ReadResourceResult", sent: read, received: result(#""contents":[{"uri":"a:1"}],\#(caching)"#)),
    Row(complaint: "unknown error code", sent: read, received: error(-32002, #","data":{"uri":"a:1"}"#)),
    Row(
      complaint: "unknown error code", sent: old("resources/read", ["uri": "a:1"]),
      received: ConformancePeerTests.initialized + "\n" + error(-32002)),
    Row(
      complaint: "unknown error code", sent: old("tools/list"),
      received: ConformancePeerTests.initialized + "\n" + error(-32002, #","data":{"uri":"a:1"}"#)),
    Row(
      complaint: "ListResourcesResult", sent: modern("resources/list"),
      received: result(#""resources":[{"uri":"a:1"}],\#(caching)"#)),
    Row(
      complaint: "knows no ['title']", sent: old("resources/list"),
      received: oldResult(#""resources":[{"uri":"a:1","name":"n","title":"t"}]"#)),
    Row(
      complaint: "knows no ['size']", sent: old("resources/templates/list"),
      received: oldResult(#""resourceTemplates":[{"uriTemplate":"a:{n}","name":"n","size":1}]"#)),
    Row(
      complaint: "knows no ['title']", sent: old("prompts/list"),
      received: oldResult(#""prompts":[{"name":"p","arguments":[{"name":"n","title":"t"}]}]"#)),
    Row(
      complaint: "listed twice", sent: old("prompts/list"),
      received: oldResult(#""prompts":[{"name":"p"},{"name":"p"}]"#)),
    Row(
      complaint: "GetPromptResult", sent: modern("prompts/get", ["name": "p"]),
      received: result(#""messages":[{"role":"system","content":{"type":"text","text":""}}],"#)),
    Row(
      complaint: "does not begin", sent: modern("completion/complete", complete),
      received: result(#""completion":{"values":["b"]},"#)),
    Row(
      complaint: "contradict", sent: modern("completion/complete", complete),
      received: result(#""completion":{"values":["a"],"total":2,"hasMore":false},"#)),
    Row(
      complaint: "more than 100", sent: old("completion/complete", complete),
      received: oldResult(
        #""completion":{"values":[\#(Array(repeating: #""a""#, count: 101).joined(separator: ","))]}"#)),
    Row(
      complaint: "knows no ['completions']", sent: Line.initialize("2024-11-05"),
      received: #"{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2024-11-05","capabilities":{"completions":{}},"#
        + #""serverInfo":{"name":"s","version":"1"}}}"#),
  ]

  // MARK: The stateless revision

  private static let listen = modern(
    "subscriptions/listen", ["notifications": ["resourceSubscriptions": ["a:1"]]])
  private static let cancelled = listen + "\n" + Line.cancel(1) + "\n" + Line.request(2, "ping")
  private static let pong = #"{"jsonrpc":"2.0","id":2,"result":{}}"#

  private static func acknowledged(_ granted: String = #"{"resourceSubscriptions":["a:1"]}"#, id: String = "1")
    -> String
  {
    #"{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"\#(self.id)":\#(id)},"#
      + #""notifications":\#(granted)}}"#
  }

  private static func updated(_ uri: String, id: String? = "1") -> String {
    let meta = id.map { #""_meta":{"\#(self.id)":\#($0)},"# } ?? ""
    return #"{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{\#(meta)"uri":"\#(uri)"}}"#
  }

  private static func ended(id: String = "1") -> String {
    ConformancePeerTests.result(#""resultType":"complete","_meta":{"\#(self.id)":\#(id),\#(info)}"#)
  }

  private static let listening = [
    Row(complaint: "not acknowledged", sent: listen, received: ended()),
    Row(complaint: "nobody listens for", sent: listen, received: updated("a:1") + "\n" + acknowledged()),
    Row(complaint: "nobody listens for", sent: listen, received: acknowledged() + "\n" + updated("a:2")),
    Row(complaint: "nobody listens for", sent: listen, received: acknowledged() + "\n" + updated("a:1", id: #""1""#)),
    Row(complaint: "subscribed to", sent: listen, received: acknowledged() + "\n" + updated("a:1", id: nil)),
    Row(
      complaint: "nobody listens for", sent: listen,
      received: acknowledged() + "\n" + ended() + "\n" + updated("a:1")),
    Row(complaint: "nobody waits for", sent: listen, received: acknowledged() + "\n" + acknowledged()),
    Row(complaint: "nobody waits for", sent: listen, received: acknowledged(id: #""1""#)),
    Row(
      complaint: "more than was asked", sent: listen,
      received: acknowledged(#"{"resourceSubscriptions":["a:1","a:2"]}"#)),
    Row(complaint: "more than was asked", sent: listen, received: acknowledged(#"{"toolsListChanged":true}"#)),
    Row(
      complaint: "lists that never change",
      sent: modern("subscriptions/listen", ["notifications": ["toolsListChanged": true]]),
      received: acknowledged(#"{"toolsListChanged":true}"#)),
    Row(
      complaint: "after the cancel", sent: cancelled,
      received: acknowledged() + "\n" + pong + "\n" + updated("a:1")),
    Row(complaint: "a cancelled subscription", sent: cancelled, received: acknowledged() + "\n" + ended()),
    Row(complaint: "another subscription", sent: listen, received: acknowledged() + "\n" + ended(id: #""1""#)),
    Row(complaint: "SubscriptionsListenResult", sent: listen, received: acknowledged() + "\n" + result("")),
    Row(complaint: "never answered", sent: listen, received: acknowledged()),
  ]

  // MARK: The older revisions

  private static let subscribe = old("resources/subscribe", ["uri": "a:1"])
  private static let subscribed = oldResult("")
  private static let updatedOfSession = updated("a:1", id: nil)

  private static let subscribing = [
    Row(complaint: "subscribed to", sent: subscribe, received: subscribed + "\n" + updated("a:2", id: nil)),
    Row(
      complaint: "subscribed to", sent: subscribe,
      received: ConformancePeerTests.initialized + "\n" + error(-32002, #","data":{"uri":"a:1"}"#) + "\n"
        + updatedOfSession),
    Row(
      complaint: "subscribed to",
      sent: subscribe + "\n" + Line.request(2, "resources/unsubscribe", ["uri": "a:1"]),
      received: subscribed + "\n" + pong + "\n" + updatedOfSession),
    Row(
      complaint: "subscribed to", sent: subscribe + "\n" + Line.initialize("2024-11-05"),
      received: subscribed + "\n" + ConformancePeerTests.initialized + "\n" + updatedOfSession),
  ]

  // MARK: What is right

  struct Conversation: Sendable {
    let sent: String
    let received: String
  }

  static let soundConversations = [
    Conversation(sent: subscribe, received: subscribed + "\n" + updatedOfSession),
    Conversation(sent: listen, received: acknowledged() + "\n" + updated("a:1") + "\n" + ended()),
    Conversation(sent: cancelled, received: acknowledged() + "\n" + updated("a:1") + "\n" + pong),
    Conversation(
      sent: cancelled + "\n" + listen,
      received: acknowledged() + "\n" + pong + "\n" + acknowledged("{}") + "\n" + ended()),
    Conversation(sent: read, received: result(#""contents":[{"uri":"a:1","text":""}],\#(caching)"#)),
    Conversation(
      sent: modern("completion/complete", complete), received: result(#""completion":{"values":["a","Ab"],"total":2},"#)
    ),
  ]
}
