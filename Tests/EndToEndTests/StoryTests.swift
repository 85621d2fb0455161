import JSON
import Testing

/// How a session opens, in every revision. What a user does then is in Tests/Scripts.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct StoryTests {
  private static let defaultTools = [
    "get_status", "create_order", "get_order", "list_orders", "bind_deposit_address", "unbind_deposit_address",
    "get_deposit_reference", "list_deposits", "create_payment_link", "publish_payment_link", "archive_payment_link",
    "simulate_payment", "list_assets", "verify_webhook", "sample_webhook", "deliver_webhook", "advance_clock",
    "inject_fault", "reset_sandbox", "play_story", "wait_for_order", "wait_for_deposit", "search_docs", "export_code",
    "get_payment_link", "get_order_stats", "payment_qr",
  ]

  /// Rows 43, 45, 59, 78, 80, 83: the opening of the era, and all tools on one page.
  @Test(arguments: Revision.allCases)
  func clientOpensAndListsTheTools(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    if revision.isModern {
      #expect(client.opening["supportedVersions"] == [.string(revision.rawValue)])
    } else {
      #expect(client.opening["protocolVersion"]?.string == revision.rawValue)
    }
    let capabilities = client.opening["capabilities"]?.object?.members.map(\.name) ?? []
    #expect(capabilities.filter { $0 != "completions" } == ["tools", "resources", "prompts"])
    // Row 121.
    #expect(capabilities.contains("completions") == (revision != .november2024))
    #expect(client.opening["instructions"]?.string?.contains("get_status") == true)
    let list = try await client.result("tools/list")
    let names = list["tools"]?.array?.compactMap { $0["name"]?.string } ?? []
    #expect(Set(names) == Set(Self.defaultTools))
    #expect(names.count == Self.defaultTools.count)
    #expect(list["nextCursor"] == nil)
    #expect(try await client.server.finish().isEmpty)
  }
}
