import Glibc
import JSON
import TestSupport
import Testing

/// Whole sessions of clients that cannot be installed here, as they were seen to behave.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct QuirkTests {
  private static let order: JSONValue = [
    "orderReference": "quirk-1", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
  ]

  /// Rows 11, 21: TypeScript's SDK asks a first process for its era, ends it by SIGTERM, and works with a second one.
  @Test func firstProcessIsOnlyAsked() async throws {
    let folder = try ProcessTests.Folder()
    let database = ["--sandbox-db", "\(folder.path)/sandbox.sqlite"]
    let probe = try await Client(.july2026, Server(database))
    let client = try await Client(.july2026, Server(database))
    probe.server.process.send(SIGTERM)
    #expect(try await probe.server.waitForEnd().exit == .signal(SIGTERM))
    #expect(try await client.data("create_order", Self.order)["status"] == "pending")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 72: Copilot's command line does not wait for the answer to its probe.
  @Test func probeAndHandshakeComeInOneWrite() async throws {
    let server = try Server()
    server.send(
      Line.request("probe", "server/discover", [:], .july2026), Line.initialize("2025-06-18", id: 1), Line.initialized,
      Line.request(2, "tools/list"), Line.call(3, "create_order", Self.order, .june2025))
    #expect(try await server.next()["result"]?["supportedVersions"] == ["2026-07-28"])
    #expect(try await server.next()["result"]?["protocolVersion"] == "2025-06-18")
    #expect(try await server.next()["result"]?["tools"]?.array?.isEmpty == false)
    #expect(try await server.next()["result"]?["structuredContent"]?["status"] == "pending")
    #expect(try await server.finish().isEmpty)
  }

  /// Row 71: Claude Code discovers the modern era and opens a session of the older one all the same.
  @Test func discoveryIsFollowedByAHandshake() async throws {
    let client = try await Client(.july2026, Server())
    client.server.send(Line.initialize("2025-11-25", id: "late"), Line.initialized)
    #expect(try await client.server.next()["result"]?["protocolVersion"] == "2025-11-25")
    client.server.send(Line.call("legacy", "get_status", [:], .november2025))
    let result = try #require(await client.server.next()["result"])
    #expect(result["resultType"] == nil)
    #expect(try await client.data("create_order", Self.order)["status"] == "pending")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 80, 81: many clients never ask for a second page, and some send an empty or no cursor again and again.
  @Test(arguments: Revision.eras)
  func cursorIsIgnored(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let first = try await client.result("tools/list")
    for method in ["tools/list", "resources/list", "resources/templates/list", "prompts/list"] {
      #expect(try await client.result(method)["nextCursor"] == nil)
      #expect(try await client.result(method, ["cursor": .null]) == client.result(method))
      #expect(try await client.ask(method, ["cursor": ""])["error"]?["code"] == -32602)
    }
    #expect(try await client.result("tools/list") == first)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 8, 14: a client that reads only after it has said everything, and then closes.
  @Test(arguments: Revision.eras)
  func everythingIsReadInTheEnd(revision: Revision) async throws {
    let server = try Server(reading: .later, pieces: 4096)
    if !revision.isModern { server.send(Line.initialize(revision.rawValue, id: "open"), Line.initialized) }
    let ids = 1...40
    for id in ids { server.send(Line.request(.number(JSONNumber(id)), "tools/list", [:], revision)) }
    server.send(Line.call("order", "create_order", Self.order, revision))
    server.startReading()
    let answers = try await server.finish()
    #expect(answers.count == ids.count + (revision.isModern ? 1 : 2))
    #expect(answers.contains { $0["id"] == "order" && $0["result"]?["isError"] == nil })
  }
}
