import CurlTransport
import HTTP
import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// Tools about payment links that are off by default. Both dialects give the same answers.
@Suite struct PaymentLinkToolTests {
  @Test(arguments: [Dialect.documented, .published])
  func linkIsReadListedAndChanged(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeLink()
      let draft = try await tools.succeed("get_payment_link", ["id": id])
      #expect(draft["title"] == "Invoice")
      #expect(draft["status"] == "draft")
      #expect(draft["currencies"]?.array?.map { $0["chainId"] } == ["ethereum-sepolia"])

      let changed = try await tools.succeed(
        "update_payment_link",
        [
          "id": id, "title": "New", "description": "Logo", "amount": "30.50", "inventoryTotal": 7,
          "expiresAt": "2030-01-31T00:00:00Z",
        ])
      #expect(changed["outcome"] == "done")
      #expect(changed["title"] == "New")
      #expect(try Amount(changed["amount"]?.string ?? "") == (try Amount("30.5")))
      #expect(changed["inventoryTotal"] == 7)
      #expect(changed["warnings"] == nil)
      let emptied = try await tools.succeed(
        "update_payment_link", ["id": id, "clear": ["description", "inventoryTotal", "expiresAt"]])
      #expect(emptied["description"] == nil && emptied["inventoryTotal"] == nil && emptied["expiresAt"] == nil)
      #expect(emptied["warnings"] == nil)

      _ = try await tools.succeed("publish_payment_link", ["id": id])
      let live = try await tools.succeed("update_payment_link", ["id": id, "amount": "31"])
      #expect(live["warnings"]?.array?.map { $0["code"] } == ["price_live"])
      let named = try await tools.succeed("update_payment_link", ["id": id, "title": "Newer"])
      #expect(named["warnings"] == nil)
      let read = try await tools.succeed("get_payment_link", ["id": id])
      #expect(read["checkoutUrl"]?.string?.hasPrefix("http://127.0.0.1:") == true)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func currenciesOfALinkAreReplaced(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeLink(publish: true)
      let pairs: [JSONValue] = [
        ["currency": "USDC", "chainId": "polygon-amoy"], ["currency": "USDC", "chainId": "ethereum-sepolia"],
      ]
      let changed = try await tools.succeed(
        "update_payment_link_currencies", ["id": id, "currencies": .array(pairs)])
      #expect(changed["currencies"]?.array?.map { $0["chainId"] } == ["polygon-amoy", "ethereum-sepolia"])
      #expect(changed["warnings"]?.array?.map { $0["code"] } == ["price_live"])
      // A price that the API keeps is exact, and one that it loses is warned about.
      let priced = try await tools.succeed(
        "update_payment_link_currencies",
        ["id": id, "currencies": [["currency": "USDC", "chainId": "polygon-amoy", "amount": "24.000001"]]])
      let amount = priced["currencies"]?.array?.first?["amount"]?.string
      let codes = priced["warnings"]?.array?.compactMap { $0["code"]?.string } ?? []
      #expect(codes.contains("change_not_shown") == (amount == nil))
      if let amount { #expect(try Amount(amount) == (try Amount("24.000001"))) }
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func linkIsClosedArchivedAndRestored(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeLink(publish: true)
      let other = try await tools.makeLink("Other")
      #expect(try await tools.succeed("unpublish_payment_link", ["id": id])["status"] == "draft")
      _ = try await tools.succeed("archive_payment_link", ["id": id])
      func ids(_ arguments: JSONObject) async throws -> [JSONValue?] {
        let list = try await tools.succeed("list_payment_links", arguments)
        #expect(list["warnings"] == nil, "\(list)")
        return list["paymentLinks"]?.array?.map { $0["id"] } ?? []
      }
      #expect(try await ids([:]) == [other])
      #expect(try await ids(["archived": "only"]) == [id])
      #expect(Set(try await ids(["archived": "include"]).map { $0?.string }) == [id.string, other.string])
      #expect(try await ids(["search": "oTHe"]) == [other])
      #expect(try await ids(["status": "published"]).isEmpty)
      let restored = try await tools.succeed("restore_payment_link", ["id": id])
      #expect(restored["archived"] == false)
      #expect(try await ids([:]).count == 2)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func linkCanBeSeenBeforeItIsPublished(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let preview = try await tools.succeed("get_payment_link_preview_url", ["id": try await tools.makeLink()])
      #expect(preview["expiresIn"] == "10m")
      let url = try #require(preview["url"]?.string)
      let page = try await tools.bench.transport.send(HTTPRequest(method: .get, url: url))
      #expect(page.status == 200)
      #expect(String(decoding: page.body, as: UTF8.self).contains("Invoice"))
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func buyersOfALinkAreListedWithoutTheirAddresses(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeLink(publish: true)
      let slug = try #require(try await tools.succeed("get_payment_link", ["id": id])["slug"]?.string)
      let body: JSONValue = ["email": "alice@example.com", "currency": "USDT", "chainId": "ethereum-sepolia"]
      let reply = try await tools.bench.transport.send(
        HTTPRequest(
          method: .post, url: "http://127.0.0.1:\(tools.bench.server.port)/api/v1/checkout/\(slug)/orders",
          headers: ["Content-Type": "application/json"], body: JSONWriter.bytes(of: body)))
      #expect(reply.status == 201)
      let orders = try await tools.succeed("list_payment_link_orders", ["id": id])
      let row = try #require(orders["orders"]?.array?.first)
      #expect(row["buyerEmail"] == "a***@example.com")
      #expect(row["currency"] == "USDT")
      #expect(row["chainId"] == "ethereum-sepolia")
      #expect(try Amount(row["amount"]?.string ?? "") == (try Amount("25")))
      #expect(orders["hasMore"] == false)
      #expect(!"\(orders)".contains("alice"))

      let orderID = try #require(row["orderId"])
      _ = try await tools.succeed("simulate_payment", ["orderId": orderID])
      let statistics = try await tools.succeed("get_payment_link_stats")
      #expect(statistics["totalOrders"] == 1)
      #expect(statistics["completedOrders"] == 1)
      #expect(statistics["conversionRate"] == 100)
      try expectAmounts(statistics["revenueByCurrency"], ["USDT": "25"])
    }
  }

  /// A link that is not there is no missing route, and the other way round.
  @Test(arguments: [Dialect.documented, .published])
  func linkThatIsNotThereIsNotFound(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id: JSONValue = dialect == .published ? "3f2504e0-4f89-41d3-9a0c-0305e82c3301" : "pl_0"
      for tool in [
        "get_payment_link", "unpublish_payment_link", "restore_payment_link", "get_payment_link_preview_url",
        "list_payment_link_orders",
      ] {
        let result = try await tools.call(tool, ["id": id])
        #expect(result.object["code"] == "not_found", "\(tool): \(result.summary)")
      }
      let update = try await tools.call("update_payment_link", ["id": id, "title": "T"])
      #expect(update.object["code"] == "not_found")
      #expect(update.object["outcome"] == "rejected")
    }
  }
}
