import JSON
import Testing

@testable import MCP

/// The four lists: rows 56, 57, 75, 79 to 82, 103, 104, 116 of the protocol table.
@Suite(.timeLimit(.minutes(1)))
struct ListTests {
  static let members: KeyValuePairs = [
    ListMethod.tools: "tools", .resources: "resources", .resourceTemplates: "resourceTemplates", .prompts: "prompts",
  ]

  private static let seven = ServerFeatures(
    resources: ResourceCatalogue(
      resources: (1...7).map { .make("shelf://\($0)") }, templates: (1...7).map { .make("shelf://\($0)/{id}") },
      read: ResourceCatalogue.readBook),
    prompts: (1...7).map { .make("prompt_\($0)") })

  private static func ask(_ list: ListMethod, cursor: String, era: String) -> [String] {
    era == "2026-07-28"
      ? [SessionTests.stateless(1, list.rawValue, #""cursor":\#(cursor),"#)]
      : [SessionTests.initialize(era), SessionTests.request(1, list.rawValue, #"{"cursor":\#(cursor)}"#)]
  }

  /// Row 81, in both eras.
  @Test(arguments: ListMethod.allCases, [#""""#, #""x""#, #""page-2""#, #""page-1""#, "5", "{}"])
  func cursorNobodyGaveOutIsRefused(list: ListMethod, cursor: String) async throws {
    for era in ["2025-06-18", "2026-07-28"] {
      let answers = try await SessionHarness.answers(
        to: Self.ask(list, cursor: cursor, era: era), features: .test)
      #expect(answers.last?["error"]?["code"] == -32602)
    }
  }

  /// Rows 75, 82: pages advance, end and do not repeat; all have the same caching.
  @Test(arguments: ListMethod.allCases)
  func pagesAdvanceAndEndWithoutRepeating(list: ListMethod) async throws {
    let harness = try SessionHarness(
      tools: (1...7).map { Tool.make("tool_\($0)") { _ in .success("", structured: [:]) } },
      features: Self.seven, settings: .make(listPageSize: 3))
    let member = try #require(Self.members.first { $0.key == list }?.value)
    var (rows, params, sizes): ([JSONValue], String, [Int]) = ([], "", [])
    for page in 1...3 {
      harness.send(SessionTests.stateless(page, list.rawValue, params))
      let result = try #require(try await harness.next()?["result"])
      #expect(result["ttlMs"] == 3_600_000)
      #expect(result["cacheScope"] == "public")
      let found = try #require(result[member]?.array)
      (rows, sizes) = (rows + found, sizes + [found.count])
      params = result["nextCursor"]?.string.map { #""cursor":"\#($0)","# } ?? "end"
    }
    #expect(sizes == [3, 3, 1])
    #expect(params == "end")
    #expect(Set(rows.map { "\($0["name"] ?? .null)" }).count == 7)
    #expect(try await harness.finish().isEmpty)
  }

  /// Rows 79, 80, 103: one page by default, the same bytes each time, in the order of the catalogue.
  @Test(arguments: ListMethod.allCases)
  func listIsWholeAndTheSameEachTime(list: ListMethod) async throws {
    let ask = SessionTests.stateless(1, list.rawValue)
    var lines: Set<[UInt8]> = []
    for _ in 1...3 {
      let harness = try SessionHarness(features: Self.seven)
      harness.send(ask, SessionTests.stateless(2, "tools/list"), ask)
      harness.closeInput()
      while let line = await harness.nextLine() {
        if !line.starts(with: #"{"jsonrpc":"2.0","id":2"#.utf8) { lines.insert(line) }
      }
    }
    #expect(lines.count == 1)
    let result = try JSONParser.parse(Array(lines.first ?? []))["result"]
    #expect(result?["nextCursor"] == nil)
    let names = result?[list.member]?.array?.compactMap { $0["name"]?.string }
    #expect(names?.count == (list == .tools ? 1 : 7))
    #expect(names?.sorted() == names)
  }

  /// Rows 55, 115: what is not declared does not exist, however odd its params are.
  @Test(arguments: [
    "resources/list", "resources/templates/list", "resources/read", "resources/subscribe", "resources/unsubscribe",
    "prompts/list", "prompts/get", "completion/complete", "subscriptions/listen",
  ])
  func methodOfAnUndeclaredCapabilityIsUnknown(method: String) async throws {
    let isStatelessOnly = method == "subscriptions/listen"
    let answers = try await SessionHarness.answers(to: [
      SessionTests.stateless(1, method), SessionTests.initialize("2025-11-25", id: 2), SessionTests.request(3, method),
    ])
    #expect(answers[0]["error"]?["code"] == -32601)
    #expect(answers[2]["error"]?["code"] == (isStatelessOnly ? -32602 : -32601))
  }

  /// Row 103: arrays, also when there is nothing in them.
  @Test func emptyListsAreArrays() async throws {
    let nothing = ServerFeatures(
      resources: ResourceCatalogue(resources: [], templates: [], read: ResourceCatalogue.readBook), prompts: [])
    let answers = try await SessionHarness.answers(
      to: [SessionTests.initialize("2024-11-05")]
        + ListMethod.allCases.enumerated().map { SessionTests.request($0 + 1, $1.rawValue) },
      tools: [], features: nothing)
    for (answer, row) in zip(answers.dropFirst(), Self.members) {
      #expect(answer["result"] == .object(JSONObject([.init(name: row.value, value: [])])))
    }
  }

  /// Rows 56, 57, 104, 116: members by revision, written down from the official schemas.
  @Test(arguments: SessionTests.withHandshake + ["2026-07-28"])
  func rowsHaveTheMembersOfTheRevision(version: String) async throws {
    let isStateless = version == "2026-07-28"
    let lists: [ListMethod] = [.resources, .resourceTemplates, .prompts]
    let answers = try await SessionHarness.answers(
      to: [SessionTests.initialize(version)]
        + lists.enumerated().map {
          isStateless ? SessionTests.stateless($0 + 1, $1.rawValue) : SessionTests.request($0 + 1, $1.rawValue)
        }, features: .test)
    let title = version >= "2025-06-18" ? ["title"] : []
    let rows = zip(answers.dropFirst(), lists).map { $0["result"]?[$1.member]?.array?.first }
    #expect(SessionTests.keys(rows[0]) == ["uri", "name"] + title + ["description", "mimeType"])
    #expect(SessionTests.keys(rows[1]) == ["uriTemplate", "name"] + title + ["description", "mimeType"])
    #expect(SessionTests.keys(rows[2]) == ["name"] + title + ["description", "arguments"])
    let argument = rows[2]?["arguments"]?.array?.first
    #expect(SessionTests.keys(argument) == ["name"] + title + ["description", "required"])
    #expect(argument?["required"] == true)
    let around = isStateless ? ["resultType", "resources", "ttlMs", "cacheScope", "_meta"] : ["resources"]
    #expect(SessionTests.keys(answers[1]["result"]) == around)
  }

  /// Rows 55, 56, 121: the first revision has completion without a capability for it.
  @Test(arguments: SessionTests.withHandshake)
  func capabilitiesAreThoseOfTheRevision(version: String) async throws {
    let answers = try await SessionHarness.answers(
      to: [SessionTests.initialize(version), SessionTests.stateless(1, "server/discover")], features: .test)
    let completions = version == "2024-11-05" ? [] : ["completions"]
    #expect(
      SessionTests.keys(answers[0]["result"]?["capabilities"]) == ["tools", "resources", "prompts"] + completions)
    #expect(
      SessionTests.keys(answers[1]["result"]?["capabilities"]) == ["tools", "resources", "prompts", "completions"])
  }
}
