import JSON
import TestSupport
import Testing

/// The tools that a client sees when the operator has chosen some.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct SelectionTests {
  private func names(_ client: Client) async throws -> [String] {
    try await client.result("tools/list")["tools"]?.array?.compactMap { $0["name"]?.string } ?? []
  }

  /// Row 100: by flag and by variable; what is hidden is unknown.
  @Test(arguments: [["--read-only"], []], Revision.allCases)
  func readOnlyServerKnowsNoToolThatWrites(flags: [String], revision: Revision) async throws {
    let environment = flags.isEmpty ? ["PAYIN_READ_ONLY": "1"] : [:]
    let client = try await Client(revision, Server(Server.inMemory + flags, environment: environment))
    let list = try await client.result("tools/list")["tools"]?.array ?? []
    #expect(list.contains { $0["name"] == "list_orders" })
    #expect(!list.contains { $0["annotations"]?["readOnlyHint"] == false })
    for name in ["create_order", "archive_payment_link", "simulate_payment", "reset_sandbox"] {
      #expect(!list.contains { $0["name"] == .string(name) })
      let error = try await client.ask("tools/call", ["name": .string(name), "arguments": [:]])["error"]
      #expect(error?["code"] == -32602)
    }
    #expect(try await client.data("get_status")["readOnly"] == true)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test func onlyChosenToolsAreListedAndKnown() async throws {
    let server = try Server(Server.inMemory + ["--tools", "orders,-list_orders"])
    let client = try await Client(.november2025, server)
    let listed = try await names(client)
    #expect(listed.starts(with: ["create_order", "get_order"]))
    #expect(!listed.contains("list_orders"))
    let error = try await client.ask("tools/call", ["name": "get_status", "arguments": [:]])["error"]
    #expect(error?["code"] == -32602)
    #expect(
      error?["message"]?.string?.contains("turns it on with PAYIN_TOOLS=orders,-list_orders,get_status.") == true)
    #expect(try await server.finish().isEmpty)
  }
}
