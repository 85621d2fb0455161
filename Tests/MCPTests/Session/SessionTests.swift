import JSON
import JSONRPC
import MCP
import Testing

/// Rows of the protocol table are named at each test.
@Suite(.timeLimit(.minutes(1)))
struct SessionTests {
  static let withHandshake = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]

  static func initialize(_ version: String, id: Int = 0) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"initialize","params":{"protocolVersion":"\#(version)","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#
  }

  static func request(_ id: Int, _ method: String, _ params: String = "{}") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#
  }

  static func stateless(_ id: Int, _ method: String, _ params: String = "") -> String {
    request(id, method, RouteTests.statelessParams(params: params))
  }

  static func keys(_ value: JSONValue?) -> [String] {
    value?.object?.members.map(\.name) ?? []
  }

  // MARK: Lifecycle with a handshake

  /// Rows 43, 45, 46, 57.
  @Test(arguments: withHandshake)
  func supportedVersionIsEchoed(version: String) async throws {
    let answers = try await SessionHarness.answers(to: [Self.initialize(version)])
    let result = answers[0]["result"]
    #expect(result?["protocolVersion"]?.string == version)
    #expect(Self.keys(result) == ["protocolVersion", "capabilities", "serverInfo", "instructions"])
    #expect(result?["capabilities"] == ["tools": [:]])
    let info =
      ["2024-11-05", "2025-03-26"].contains(version)
      ? ["name", "version"]
      : version == "2025-06-18" ? ["name", "title", "version"] : ["name", "title", "version", "description"]
    #expect(Self.keys(result?["serverInfo"]) == info)
  }

  /// Rows 49, 51.
  @Test func pingIsAnsweredBeforeDuringAndAfterTheHandshake() async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.request(1, "ping"), Self.initialize("2025-06-18", id: 2), Self.request(3, "ping"),
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, Self.request(4, "ping"),
    ])
    #expect(answers.map { $0["id"]?.number?.integer } == [1, 2, 3, 4])
    #expect(answers[0]["result"] == [:])
    #expect(answers[2]["result"] == [:])
    #expect(answers[3]["result"] == [:])
  }

  /// Row 50: an answer at once, with both ways in.
  @Test func requestBeforeInitializeIsToldWhatToDo() async throws {
    let answers = try await SessionHarness.answers(to: [Self.request(1, "tools/list")])
    #expect(answers[0]["error"]?["code"]?.number?.integer == -32602)
    let message = answers[0]["error"]?["message"]?.string ?? ""
    #expect(message.contains("initialize") && message.contains("io.modelcontextprotocol/protocolVersion"))
  }

  /// Rows 53, 56.
  @Test func secondInitializeChangesTheRules() async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.initialize("2024-11-05"), Self.request(1, "tools/list"),
      Self.initialize("2025-03-26"), Self.request(2, "tools/list"),
      Self.initialize("2025-11-25"), Self.request(3, "tools/list"),
    ])
    let tools = [1, 3, 5].map { Self.keys(answers[$0]["result"]?["tools"]?.array?.first) }
    #expect(tools[0] == ["name", "description", "inputSchema"])
    #expect(tools[1] == ["name", "description", "inputSchema", "annotations"])
    #expect(tools[2] == ["name", "title", "description", "inputSchema", "outputSchema", "annotations"])
  }

  // MARK: The stateless era

  /// Rows 59, 64, 65, 75.
  @Test func discoverDescribesTheServer() async throws {
    let answers = try await SessionHarness.answers(to: [Self.stateless(1, "server/discover")])
    let result = answers[0]["result"]
    #expect(
      Self.keys(result) == [
        "resultType", "supportedVersions", "capabilities", "instructions", "ttlMs", "cacheScope", "_meta",
      ])
    #expect(result?["resultType"] == "complete")
    #expect(result?["supportedVersions"] == ["2026-07-28"])
    #expect(result?["ttlMs"] == 3_600_000)
    #expect(result?["cacheScope"] == "public")
    #expect(result?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "test")
  }

  /// Rows 68, 71, 72, 73: each message in its own shape, whatever came before.
  @Test func erasMixOnOneConnection() async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.stateless(1, "server/discover"), Self.initialize("2025-06-18", id: 2), Self.stateless(3, "tools/list"),
      Self.request(4, "tools/list"), Self.stateless(5, "tools/list"),
    ])
    #expect(answers.count == 5)
    #expect(answers[1]["result"]?["protocolVersion"] == "2025-06-18")
    #expect(answers[2]["result"]?["resultType"] == "complete")
    #expect(Self.keys(answers[3]["result"]) == ["tools"])
    #expect(answers[2]["result"] == answers[4]["result"])
  }

  // MARK: Tools

  /// Rows 80, 81.
  @Test(arguments: [#"{"cursor":""}"#, #"{"cursor":"x"}"#, #"{"cursor":"page-2"}"#])
  func cursorNobodyGaveOutIsRefused(params: String) async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.initialize("2025-06-18"), Self.request(1, "tools/list"), Self.request(2, "tools/list", params),
    ])
    #expect(answers[1]["result"]?["nextCursor"] == nil)
    #expect(answers[2]["error"]?["code"] == -32602)
  }

  /// Row 82.
  @Test func pagesAdvanceAndEndWithoutRepeating() async throws {
    let names = (1...7).map { "tool_\($0)" }
    let harness = try SessionHarness(
      tools: names.map { Tool.make($0) { _ in .success("", structured: [:]) } },
      settings: .make(listPageSize: 3))
    var seen: [String] = []
    var params = ""
    for page in 1...3 {
      harness.send(Self.stateless(page, "tools/list", params))
      let result = try await harness.next()?["result"]
      seen += result?["tools"]?.array?.compactMap { $0["name"]?.string } ?? []
      guard let cursor = result?["nextCursor"]?.string else { break }
      params = #""cursor":"\#(cursor)","#
    }
    #expect(seen == names)
    #expect(try await harness.finish().isEmpty)
  }

  /// Rows 56, 57, 88, 89.
  @Test(arguments: withHandshake)
  func resultHasTheShapeOfItsRevision(version: String) async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.initialize(version), Self.request(1, "tools/call", #"{"name":"echo","arguments":{"text":"hé\n"}}"#),
    ])
    let result = answers[1]["result"]
    let isStructured = version >= "2025-06-18"
    #expect(Self.keys(result) == (isStructured ? ["content", "structuredContent"] : ["content"]))
    #expect(result?["structuredContent"] == (isStructured ? ["text": "hé\n"] : nil))
    let texts = result?["content"]?.array?.compactMap { $0["text"]?.string } ?? []
    #expect(texts.first == "Echoed.")
    #expect(try JSONParser.parse(texts.last ?? "") == ["text": "hé\n"])
  }

  /// Rows 64, 65, 87, 102.
  @Test func modernResultIsCompleteAndSigned() async throws {
    let answers = try await SessionHarness.answers(to: [
      Self.stateless(1, "tools/call", #""name":"echo","arguments":{"text":"x"},"#)
    ])
    #expect(
      Self.keys(answers[0]["result"]) == ["resultType", "content", "structuredContent", "_meta"])
    #expect(answers[0]["result"]?["structuredContent"] == ["text": "x"])
  }

  /// Rows 92, 94: the failure has no structured content, and scripts find the object in `_meta`.
  @Test(arguments: [false, true])
  func wrongArgumentIsAResultTheModelCanRead(isStateless: Bool) async throws {
    let call = #""name":"echo","arguments":{"nope":1},"#
    let line =
      isStateless
      ? Self.stateless(1, "tools/call", call) : Self.request(1, "tools/call", "{\(call.dropLast())}")
    let answers = try await SessionHarness.answers(to: [Self.initialize("2025-11-25"), line])
    let result = answers[1]["result"]
    #expect(result?["isError"] == true)
    #expect(result?["structuredContent"] == nil)
    #expect(result?["_meta"]?["test/error"]?["code"] == "invalid_arguments")
    let texts = result?["content"]?.array?.compactMap { $0["text"]?.string } ?? []
    #expect(texts == ["1 wrong", #"{"code":"invalid_arguments"}"#])
  }

  /// Row 90.
  @Test(arguments: ["nope", "Echo", "", "echo ", String(repeating: "n", count: 10_000)])
  func unknownToolIsAProtocolError(name: String) async throws {
    let answers = try await SessionHarness.answers(to: [Self.stateless(1, "tools/call", #""name":"\#(name)","#)])
    #expect(answers[0]["error"]?["code"] == -32602)
    #expect((answers[0]["error"]?["message"]?.string ?? "").count < 200)
  }

  /// A name that is a tool, and only not listed, is told with its reason.
  @Test func absentToolIsToldWithItsReason() {
    let catalogue = try? ToolCatalogue(
      tools: [], refuse: { _, _ in .success("", structured: [:]) },
      interrupted: { _, _ in .success("", structured: [:]) },
      absence: { $0 == "off" ? "It is off." : nil }, masking: { $0.hasPrefix("key") ? "…" : $0 })
    #expect(catalogue?.unknown("off").message == "unknown tool: off. It is off.")
    #expect(catalogue?.unknown("none").message == "unknown tool: none")
    #expect(catalogue?.unknown("key\(String(repeating: "x", count: 200))").message == "unknown tool: …")
    #expect(catalogue?.unknown("a\n\u{202E}b\u{200B}").message == "unknown tool: a\u{FFFD}\u{FFFD}b\u{FFFD}")
  }

  // MARK: Batches

  /// Row 36: a tool call and a list in one array; row 37.
  @Test func batchIsAnsweredAsOneArray() async throws {
    let list = Self.request(2, "tools/list")
    let call = Self.request(3, "tools/call", #"{"name":"echo","arguments":{"text":"x"}}"#)
    let answers = try await SessionHarness.answers(to: [
      Self.initialize("2025-03-26"),
      #"[\#(Self.request(1, "ping")),{"jsonrpc":"2.0","method":"notifications/x"},\#(list),\#(call),5]"#,
      #"[{"jsonrpc":"2.0","method":"notifications/x"}]"#,
      "[]",
      "[\(Self.initialize("2025-03-26", id: 9))]",
    ])
    let batch = try #require(answers.first { $0.array?.count == 4 }?.array)
    #expect(Set(batch.map { $0["id"]?.number?.integer }) == [1, 2, 3, nil])
    let empty = try #require(answers.first { $0["error"] != nil })
    #expect(empty["error"]?["code"] == -32600)
    #expect(empty["id"] == nil)
    let refused = try #require(answers.first { $0.array?.count == 1 }?.array)
    #expect(refused[0]["error"]?["code"] == -32600)
    #expect(refused[0]["id"] == 9)
    #expect(answers.count == 4)
  }

  /// Row 38.
  @Test(arguments: ["2024-11-05", "2025-06-18", "2025-11-25", nil])
  func batchIsRefusedWhereThereAreNone(version: String?) async throws {
    let opening = version.map { [Self.initialize($0)] } ?? []
    let answers = try await SessionHarness.answers(to: opening + ["[\(Self.request(1, "ping"))]"])
    #expect(answers.last?["error"]?["code"] == -32600)
    #expect(answers.last?["id"] == nil)
    #expect(answers.count == opening.count + 1)
  }

  // MARK: Input that is not a request

  /// Rows 28, 34: one bad line never affects the next, and what needs no answer gets none.
  @Test func badLinesDoNotAffectTheNext() async throws {
    let answers = try await SessionHarness.answers(to: [
      #"{"jsonrpc":"#, "", #"{"jsonrpc":"2.0","id":99,"result":{}}"#, #"{"jsonrpc":"2.0","method":"foo"}"#,
      #"{"jsonrpc":"2.0","method":"tools/list"}"#, Self.request(1, "ping"),
    ])
    #expect(answers.count == 2)
    #expect(answers[0]["error"]?["code"] == -32700)
    #expect(answers[1]["result"] == [:])
  }

  /// Rows 42 and 8: a burst, then the end of input.
  @Test func everyRequestOfABurstIsAnsweredOnce() async throws {
    let harness = try SessionHarness()
    harness.send(Self.initialize("2025-06-18"))
    for id in 1...1000 {
      harness.send(
        id.isMultiple(of: 2)
          ? Self.request(id, "ping") : Self.request(id, "tools/call", #"{"name":"echo","arguments":{"text":"x"}}"#))
    }
    let ids = try await harness.finish().compactMap { $0["id"]?.number?.integer }
    #expect(ids.count == 1001)
    #expect(Set(ids) == Set(0...1000))
  }
}
