import JSON
import Testing

/// What a user does, in every revision, through the real binary and the real sandbox.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct StoryTests {
  private static let defaultTools = [
    "get_status", "create_order", "get_order", "list_orders", "bind_deposit_address", "unbind_deposit_address",
    "get_deposit_reference", "list_deposits", "create_payment_link", "publish_payment_link", "archive_payment_link",
    "simulate_payment", "list_assets", "verify_webhook", "sample_webhook", "deliver_webhook", "advance_clock",
    "inject_fault", "reset_sandbox", "wait_for_order", "wait_for_deposit", "search_docs",
  ]

  private static let order: JSONValue = [
    "orderReference": "book-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
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

  /// Rows 87 to 89: each result has its data where the revision has a place for it; the peer compares both.
  @Test(arguments: Revision.allCases)
  func orderIsPaidAndCompletedWithItsHash(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    #expect(try await client.data("get_status")["environment"]?["mode"] == "sandbox")
    let created = try await client.data("create_order", Self.order)
    #expect(created["status"] == "pending")
    #expect(created["amount"] == "10.50")
    let id = try #require(created["orderId"])
    let part = try await client.data("simulate_payment", ["orderId": id, "amount": "10.49"])
    #expect(part["order"]?["status"] == "pending")
    #expect(try await client.data("get_order", ["orderId": id])["txHash"] == nil)
    let rest = try await client.data("simulate_payment", ["orderId": id])
    #expect(rest["amount"] == "0.01")
    let paid = try await client.data("get_order", ["orderId": id])
    #expect(paid["status"] == "completed")
    #expect(paid["receivedAmount"] == "10.5")
    #expect(paid["txHash"]?.string?.hasPrefix("0x") == true)
    #expect(paid["completedAt"] != nil)
    let listed = try await client.data("list_orders", ["orderReference": "book-1", "status": "completed"])
    #expect(listed["orders"]?.array?.map { $0["txHash"] } == [paid["txHash"]])
    #expect(listed["pagination"]?["total"] == 1)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.allCases)
  func depositArrivesAtABoundAddressAndIsListed(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let user: JSONValue = ["depositReference": "user-7"]
    let bound = try await client.data("bind_deposit_address", ["depositReference": "user-7", "protocol": "tron"])
    let again = try await client.data("bind_deposit_address", ["depositReference": "user-7", "protocol": "tron"])
    #expect(again["address"] == bound["address"])
    let hash = try await client.data("simulate_payment", ["depositReference": "user-7", "amount": "30.5"])["txHash"]
    let deposits = try await client.data("list_deposits", user)["deposits"]?.array ?? []
    #expect(deposits.map { $0["amount"] } == ["30.5"])
    #expect(deposits.map { $0["txHash"] } == [hash])
    #expect(deposits.map { $0["status"] } == ["confirmed"])
    let reference = try await client.data("get_deposit_reference", user)
    #expect(reference["address"] == bound["address"])
    #expect(reference["totalAmount"] == "30.5")
    _ = try await client.data("unbind_deposit_address", user)
    #expect(try await client.failure("get_deposit_reference", user)["code"] == "not_found")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 3: the title comes back as it went in.
  @Test(arguments: Revision.allCases)
  func linkIsCreatedPublishedAndArchived(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let link: JSONValue = [
      "title": "Café ☕️ 付款 \"é\"", "amount": "25", "currencies": [["currency": "USDT", "chainId": "tron-nile"]],
    ]
    let created = try await client.data("create_payment_link", link)
    #expect(created["status"] == "draft")
    #expect(created["title"] == link["title"])
    let id = try #require(created["id"])
    let published = try await client.data("publish_payment_link", ["id": id])
    #expect(published["status"] == "published")
    #expect(published["checkoutUrl"] == created["checkoutUrl"])
    let archived = try await client.data("archive_payment_link", ["id": id])
    #expect(archived["archived"] == true)
    #expect(try await client.server.finish().isEmpty)
  }
}
