import JSON
import MCP
import Testing

/// Rows 151 to 154 of the protocol table: MCP Apps, only for clients that declare the extension.
@Suite(.timeLimit(.minutes(1)))
struct AppPageTests {
  private static let declared =
    #"{"extensions":{"io.modelcontextprotocol/ui":{"mimeTypes":["text/html;profile=mcp-app"]}}}"#

  /// Capabilities that do not declare pages of this type, whatever else they say.
  static let undeclared = [
    "{}", #"{"extensions":{}}"#, #"{"extensions":null}"#, #"{"extensions":["io.modelcontextprotocol/ui"]}"#,
    #"{"extensions":{"io.modelcontextprotocol/ui":{}}}"#,
    #"{"extensions":{"io.modelcontextprotocol/ui":{"mimeTypes":[]}}}"#,
    #"{"extensions":{"io.modelcontextprotocol/ui":{"mimeTypes":"text/html;profile=mcp-app"}}}"#,
    #"{"extensions":{"io.modelcontextprotocol/ui":{"mimeTypes":["text/html",5]}}}"#,
    #"{"io.modelcontextprotocol/ui":{"mimeTypes":["text/html;profile=mcp-app"]}}"#,
    #"{"experimental":{"io.modelcontextprotocol/ui":{"mimeTypes":["text/html;profile=mcp-app"]}}}"#,
  ]

  private static let tools = [Tool.echo, Tool.make("other") { _ in .success("", structured: [:]) }]

  private static func features(_ pages: [AppPage]) -> ServerFeatures {
    ServerFeatures(resources: .make(), apps: pages)
  }

  private static let page = AppPage(uri: "ui://test/page", tools: ["echo"]) { "<!doctype html><p>It's a page.</p>" }

  /// Opens the era with these capabilities and asks: for tools, resources, templates, the page, and what the server has.
  private static func lines(_ era: String, _ capabilities: String) -> [String] {
    let asked = [
      ("tools/list", ""), ("resources/list", ""), ("resources/templates/list", ""),
      ("resources/read", #""uri":"ui://test/page","#),
    ]
    if era == "2026-07-28" {
      return (asked + [("server/discover", "")]).enumerated().map { id, row in
        SessionTests.request(
          id, row.0, RouteTests.statelessParams(capabilities: capabilities, params: row.1))
      }
    }
    let opening =
      #"{"protocolVersion":"\#(era)","capabilities":\#(capabilities),"clientInfo":{"name":"t","version":"1"}}"#
    return [SessionTests.request(9, "initialize", opening)]
      + asked.enumerated().map { SessionTests.request($0, $1.0, "{\($1.1.dropLast())}") }
  }

  private static func answers(
    _ era: String, _ capabilities: String, pages: [AppPage] = [page]
  ) async throws -> [String: JSONValue] {
    let answers = try await SessionHarness.answers(
      to: lines(era, capabilities), tools: tools, features: features(pages))
    let names = ["tools", "resources", "templates", "page", "discover"]
    return Dictionary(
      uniqueKeysWithValues: answers.map { answer in
        let id = answer["id"]?.number?.integer ?? -1
        return (id == 9 ? "initialize" : names[id], answer)
      })
  }

  /// Rows 151, 152: the tool names its page, and others name none.
  @Test(arguments: ResourceTests.eras)
  func declaringClientFindsThePageByItsTool(era: String) async throws {
    let answers = try await Self.answers(era, Self.declared)
    let tools = answers["tools"]?["result"]?["tools"]?.array ?? []
    #expect(tools.map { $0["_meta"] } == [["ui": ["resourceUri": "ui://test/page"]], nil])
    let result = answers["page"]?["result"]
    let isStateless = era == "2026-07-28"
    let contents = try #require(result?["contents"]?.array)
    #expect(contents.count == 1)
    #expect(SessionTests.keys(contents[0]) == ["uri", "mimeType", "text", "_meta"])
    #expect(contents[0]["uri"] == "ui://test/page")
    #expect(contents[0]["mimeType"] == "text/html;profile=mcp-app")
    #expect(contents[0]["text"] == "<!doctype html><p>It's a page.</p>")
    let policy = contents[0]["_meta"]?["ui"]?["csp"]
    #expect(SessionTests.keys(policy) == ["connectDomains", "resourceDomains", "frameDomains", "baseUriDomains"])
    #expect(policy?.object?.members.allSatisfy { $0.value == [] } == true)
    for list in ["tools", "page"] {
      #expect(answers[list]?["result"]?["cacheScope"] == (isStateless ? "private" : nil))
    }
    // The page belongs to its tool, and stands in no list.
    #expect(answers["resources"]?["result"]?["resources"]?.array?.map { $0["uri"] } == ["shelf://guide"])
    #expect(answers["resources"]?["result"]?["cacheScope"] == (isStateless ? "public" : nil))
  }

  /// Row 153: only the stateless revision has a place for it.
  @Test(arguments: ResourceTests.eras)
  func serverDeclaresItToThoseWhoDo(era: String) async throws {
    let answers = try await Self.answers(era, Self.declared)
    let capabilities = (answers["discover"] ?? answers["initialize"])?["result"]?["capabilities"]
    let expected: JSONValue? = ["io.modelcontextprotocol/ui": [:]]
    #expect(capabilities?["extensions"] == (era == "2026-07-28" ? expected : nil))
  }

  /// Row 154: byte by byte what a server without pages answers.
  @Test(arguments: ResourceTests.eras)
  func otherClientSeesNothingOfIt(era: String) async throws {
    func bytes(_ capabilities: String, _ pages: [AppPage]) async throws -> Set<[UInt8]> {
      let harness = try SessionHarness(tools: Self.tools, features: Self.features(pages))
      for line in Self.lines(era, capabilities) { harness.send(line) }
      harness.closeInput()
      var lines: Set<[UInt8]> = []
      while let line = await harness.nextLine() { lines.insert(line) }
      return lines
    }
    let plain = try await bytes("{}", [])
    #expect(plain.count == 5)
    for capabilities in Self.undeclared {
      #expect(try await bytes(capabilities, [Self.page]) == plain, "\(capabilities)")
    }
    let code = era == "2026-07-28" ? "-32602" : "-32002"
    #expect(plain.contains { String(decoding: $0, as: UTF8.self).contains(#""code":\#(code)"#) })
  }

  /// Row 154: what one handshake declared does not hold after the next, nor for requests of another era.
  @Test func declarationHoldsForItsSessionOnly() async throws {
    let declared = Self.lines("2025-11-25", Self.declared)[0...1]
    let none = Self.lines("2025-06-18", "{}")[0...1]
    let stateless = Self.lines("2026-07-28", "{}")[0]
    // Without the key of the version, a request belongs to its session and carries no capabilities.
    let stray = SessionTests.request(
      0, "tools/list", #"{"_meta":{"io.modelcontextprotocol/clientCapabilities":\#(Self.declared)}}"#)
    let harness = try SessionHarness(tools: Self.tools, features: Self.features([Self.page]))
    for line in declared + [stateless] + none + [stray] { harness.send(line) }
    let lists = try await harness.finish().filter { $0["id"] == 0 }
    #expect(lists.map { $0["result"]?["tools"]?.array?.first?["_meta"] != nil } == [true, false, false, false])
  }

  /// A server without pages does not answer as if it had some.
  @Test(arguments: ["2025-11-25", "2026-07-28"])
  func serverWithoutPagesDeclaresNothing(era: String) async throws {
    let answers = try await Self.answers(era, Self.declared, pages: [])
    #expect((answers["discover"] ?? answers["initialize"])?["result"]?["capabilities"]?["extensions"] == nil)
    #expect(answers["tools"]?["result"]?["cacheScope"] == (era == "2026-07-28" ? "public" : nil))
    #expect(answers["page"]?["error"] != nil)
  }
}
