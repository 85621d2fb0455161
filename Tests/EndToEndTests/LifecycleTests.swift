import JSON
import TestSupport
import Testing

/// Openings in every order, and what one request may carry beside itself.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct LifecycleTests {
  /// Row 44: never an error, and never the modern revision.
  @Test func unsupportedVersionGetsTheNewestLegacyOne() async throws {
    let server = try Server()
    for version in ["2026-07-28", "1999-01-01", "", "latest", "2025-11-25 "] {
      server.send(Line.initialize(version))
      #expect(try await server.next()["result"]?["protocolVersion"] == "2025-11-25")
    }
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 47, 48.
  @Test func openingIsLenientAboutAllButTheVersion() async throws {
    let server = try Server()
    let odd: JSONValue = ["elicitation": ["form": [:]], "tasks": [:], "x": []]
    server.send(
      Line.request(1, "initialize"),
      Line.request(2, "initialize", ["protocolVersion": 5]),
      Line.request(3, "initialize", ["protocolVersion": "2024-11-05"]),
      Line.request(4, "initialize", ["protocolVersion": "2024-11-05", "capabilities": odd, "clientInfo": 5]))
    for isAccepted in [false, false, true, true] {
      let answer = try await server.next()
      #expect((answer["result"] != nil) == isAccepted)
      #expect((answer["error"]?["code"] == -32602) == !isAccepted)
    }
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 49, 51: before, during and after the handshake.
  @Test func pingIsAlwaysAnswered() async throws {
    let server = try Server()
    server.send(
      Line.request(1, "ping"), Line.initialize("2025-06-18", id: 2), Line.request(3, "ping"),
      Line.request(4, "tools/list"), Line.initialized, Line.request(5, "ping"))
    for id in 1...5 {
      let answer = try await server.next()
      #expect(answer["id"]?.number?.integer == id)
      #expect(answer["result"] != nil)
      if [1, 3, 5].contains(id) { #expect(answer["result"] == [:]) }
    }
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 71 to 73: a probe and a handshake in one write, both eras in turn, a handshake in a modern envelope.
  @Test func erasMixInOneProcess() async throws {
    let server = try Server()
    let stamped = Line.request(3, "initialize", ["protocolVersion": "2025-03-26"], .july2026)
    server.send(
      Line.request(1, "server/discover", [:], .july2026), Line.initialize("2025-06-18", id: 2),
      Line.request(4, "tools/list", [:], .july2026), Line.request(5, "tools/list"), stamped,
      Line.request(6, "tools/list", [:], .july2026), Line.request(7, "tools/list"))
    var results: [Int: JSONValue] = [:]
    for _ in 1...7 {
      let answer = try await server.next()
      results[answer["id"]?.number?.integer ?? 0] = answer["result"]
    }
    #expect(results[1]?["supportedVersions"] == ["2026-07-28"])
    #expect(results[2]?["protocolVersion"] == "2025-06-18")
    #expect(results[3]?["protocolVersion"] == "2025-03-26")
    #expect(results[4]?["resultType"] == "complete")
    #expect(results[4] == results[6])
    #expect(results[5]?["tools"]?.array?.first?["title"] != nil)
    #expect(results[7]?["tools"]?.array?.first?["title"] == nil)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 54.
  @Test func openingCannotBeCancelled() async throws {
    let server = try Server()
    server.send(Line.initialize("2025-11-25", id: 1), Line.cancel(1))
    #expect(try await server.next()["result"]?["protocolVersion"] == "2025-11-25")
    #expect(try await server.finish().isEmpty)
  }

  private static let lists = ["tools/list", "resources/list", "resources/templates/list", "prompts/list"]

  /// Rows 68, 79: byte by byte, on each call and in each process, whatever was called in between.
  @Test(arguments: Revision.eras)
  func listIsAlwaysTheSame(revision: Revision) async throws {
    var answers: Set<String> = []
    for _ in 1...3 {
      let client = try await Client(revision, Server())
      for method in Self.lists { answers.insert("\(try await client.result(method))") }
      _ = try await client.data("get_status")
      for method in Self.lists { answers.insert("\(try await client.result(method))") }
      #expect(try await client.server.finish().isEmpty)
    }
    #expect(answers.count == Self.lists.count)
  }

  /// Row 81.
  @Test(arguments: Revision.allCases)
  func unknownCursorIsRefused(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    for cursor: JSONValue in ["", "page-2", "x", 2] {
      for method in Self.lists {
        #expect(try await client.ask(method, ["cursor": cursor])["error"]?["code"] == -32602)
      }
    }
    #expect(try await client.server.finish().isEmpty)
  }

  // MARK: Around one request

  /// Row 25.
  @Test(arguments: Revision.eras)
  func idComesBackAsItWas(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let long = String(repeating: "long", count: 5000)
    let ids = [
      "0", "-1", #""1""#, #""""#, "9007199254740993", "-170141183460469231731687303715884105728", "\"\(long)\"",
    ]
    for id in ids {
      client.server.send(Line.request(try JSONParser.parse(id), "tools/list", [:], revision))
      #expect(try await client.server.next()["id"]?.description == id)
    }
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 4: the judge looks for the raw characters in every line; here they come back at all.
  @Test func charactersThatEndLinesForSomeAreEscaped() async throws {
    let server = try Server()
    let id = "a\u{2028}\u{2029}\u{85}\u{7F}\u{1}\n\rb"
    server.send(Line.request(.string(id), "ping"))
    #expect(try await server.next()["id"] == .string(id))
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 40, 101: unknown members in the message, the params, the arguments' neighbours and `_meta`.
  @Test(arguments: Revision.eras)
  func unknownMembersAreIgnored(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let call = Line.request(
      7, "tools/call", ["name": "get_status", "arguments": [:], "task": ["ttl": 1000], "x": nil], revision,
      meta: ["y": ["z": 1]])
    client.server.send(#"{"extra":[1],"# + call.dropFirst())
    let result = try await client.server.next()["result"]
    #expect(result?["content"] != nil)
    #expect(result?["task"] == nil)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 122, 123: no tool reports progress yet, so the token changes nothing; the judge refuses any that is sent.
  @Test(arguments: Revision.eras)
  func progressTokenOfAnyTypeIsAccepted(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    for token: JSONValue in [0, "a", 9_007_199_254_740_993, true, nil, [:]] {
      #expect(try await client.call("get_status", meta: ["progressToken": token])["isError"] == nil)
    }
    #expect(try await client.server.finish().isEmpty)
  }
}
