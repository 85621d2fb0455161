import CurlTransport
import HTTP
import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// The tools that are off by default, in both dialects: what they say is the same.
@Suite struct FurtherToolTests {
  private static let pair: JSONValue = ["currency": "USDT", "chainId": "ethereum-sepolia"]

  @discardableResult
  private func order(
    _ tools: ToolBench, _ reference: String, _ amount: String, _ currency: String = "USDT", paid: Bool = false
  ) async throws -> JSONValue {
    let id = try #require(
      try await tools.succeed(
        "create_order",
        [
          "orderReference": .string(reference), "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])["orderId"])
    if paid { _ = try await tools.succeed("simulate_payment", ["orderId": id]) }
    return id
  }

  private func link(_ tools: ToolBench, _ title: String = "Invoice", publish: Bool = false) async throws -> JSONValue {
    let id = try #require(
      try await tools.succeed(
        "create_payment_link", ["title": .string(title), "amount": "25", "currencies": [Self.pair]])["id"])
    if publish { _ = try await tools.succeed("publish_payment_link", ["id": id]) }
    return id
  }

  private func expectAmounts(_ value: JSONValue?, _ expected: [String: String]) throws {
    let members = try #require(value?.object).members
    #expect(Set(members.map(\.name)) == Set(expected.keys))
    for member in members {
      #expect(try Amount(try #require(member.value.string)) == (try Amount(try #require(expected[member.name]))))
    }
  }

  /// The published code adds all tokens up; nobody is shown that.
  @Test(arguments: [Dialect.documented, .published])
  func ordersAreCountedAndSummedByToken(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      try await order(tools, "a", "10.50", paid: true)
      try await order(tools, "b", "0.000001")
      try await order(tools, "c", "3", "USDC")
      let all = try await tools.succeed("get_order_stats")
      #expect(all["totalOrders"] == 3)
      #expect(all["completedOrders"] == 1)
      #expect(all["pendingOrders"] == 2)
      #expect(all["byCurrency"] == ["USDC": 1, "USDT": 2])
      try expectAmounts(all["totalAmountByCurrency"], ["USDT": "10.500001", "USDC": "3"])
      #expect(all["totalAmount"] == nil)
      #expect(all["warnings"] == nil)
      let one = try await tools.succeed("get_order_stats", ["currency": "USDC"])
      #expect(one["totalOrders"] == 1)
      try expectAmounts(one["totalAmountByCurrency"], ["USDC": "3"])
      let none = try await tools.succeed("get_order_stats", ["createdAfter": "2030-01-01T00:00:00Z"])
      #expect(none["totalOrders"] == 0)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func depositorsAreListedWithTheirSums(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      for user in ["user/1", "user/2"] {
        _ = try await tools.succeed("bind_deposit_address", ["depositReference": .string(user), "protocol": "evm"])
      }
      for (amount, currency) in [("1.5", "USDT"), ("2", "USDC"), ("0.5", "USDT")] {
        _ = try await tools.succeed(
          "simulate_payment",
          [
            "depositReference": "user/1", "amount": .string(amount), "currency": .string(currency),
            "chainId": "ethereum-sepolia",
          ])
      }
      let list = try await tools.succeed("list_deposit_references", ["search": "er/1"])
      let row = try #require(list["references"]?.array?.first)
      #expect(list["references"]?.array?.count == 1)
      #expect(row["depositReference"] == "user/1")
      #expect(row["protocols"] == ["evm"])
      #expect(row["totalDeposits"] == 3)
      try expectAmounts(row["totalAmountByCurrency"], ["USDT": "2", "USDC": "2"])
      #expect(try await tools.succeed("list_deposit_references")["pagination"]?["total"] == 2)

      let statistics = try await tools.succeed("get_deposit_stats")
      #expect(statistics["boundAddressCount"] == 2)
      #expect(statistics["activeReferences"] == 2)
      // The published code has zeros there, which are none.
      let codes = statistics["warnings"]?.array?.map { $0["code"] }
      #expect(codes == (dialect == .published ? ["totals_missing"] : nil))
      #expect(statistics["totalDeposits"] == (dialect == .published ? nil : 3))
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func nothingDepositedIsZero(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let statistics = try await tools.succeed("get_deposit_stats")
      #expect(statistics["totalDeposits"] == 0)
      #expect(statistics["warnings"] == nil)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func transfersAreFiltered(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await order(tools, "a", "10.50", paid: true)
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "u", "protocol": "evm"])
      _ = try await tools.succeed(
        "simulate_payment",
        ["depositReference": "u", "amount": "7", "currency": "USDC", "chainId": "polygon-amoy", "confirmations": 0])
      let rows: [(arguments: JSONObject, amounts: [String])] = [
        ([:], ["7", "10.5"]), (["orderId": id], ["10.5"]), (["depositReference": "u"], ["7"]),
        (["businessType": "order"], ["10.5"]), (["status": "pending"], ["7"]), (["status": "confirmed"], ["10.5"]),
        (["chainId": "polygon-amoy"], ["7"]), (["currency": "USDT"], ["10.5"]),
        (["detectedAfter": "2030-01-01T00:00:00Z"], []), (["detectedBefore": "2030-01-01T00:00:00Z"], ["7", "10.5"]),
      ]
      for row in rows {
        let list = try await tools.succeed("list_transfers", row.arguments)
        let amounts = try list["transfers"]?.array?.map { try Amount($0["amount"]?.string ?? "") }
        #expect(try amounts == row.amounts.map { try Amount($0) }, "\(row.arguments)")
        #expect(list["warnings"] == nil, "\(row.arguments): \(list)")
      }
      let paid = try await tools.succeed("list_transfers", ["orderId": id])["transfers"]?.array?.first
      #expect(paid?["businessType"] == "order")
      #expect(paid?["orderId"] == id)
      #expect(paid?["status"] == "confirmed")
      #expect(paid?["txHash"]?.string?.hasPrefix("0x") == true)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func linkIsReadListedAndChanged(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await link(tools)
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
      let id = try await link(tools, publish: true)
      let pairs: [JSONValue] = [
        ["currency": "USDC", "chainId": "polygon-amoy"], ["currency": "USDC", "chainId": "ethereum-sepolia"],
      ]
      let changed = try await tools.succeed(
        "update_payment_link_currencies", ["id": id, "currencies": .array(pairs)])
      #expect(changed["currencies"]?.array?.map { $0["chainId"] } == ["polygon-amoy", "ethereum-sepolia"])
      #expect(changed["warnings"]?.array?.map { $0["code"] } == ["price_live"])
      // A price that is kept is kept exactly, and one that is not is said.
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
      let id = try await link(tools, publish: true)
      let other = try await link(tools, "Other")
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
      let preview = try await tools.succeed("get_payment_link_preview_url", ["id": try await link(tools)])
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
      let id = try await link(tools, publish: true)
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

  @Test(arguments: [Dialect.documented, .published])
  func poolIsCountedAndListed(_ dialect: Dialect) async throws {
    try await ToolBench.run(poolSize: 5, dialect: dialect) { tools in
      let id = try await order(tools, "a", "1")
      let pools = try await tools.succeed("check_address_pool")["pools"]?.array ?? []
      #expect(pools.map { $0["protocol"] }.contains("tron"))
      let evm = try #require(
        try await tools.succeed("check_address_pool", ["protocol": "evm"])["pools"]?.array?.first)
      #expect(evm["total"] == 5)
      #expect(evm["available"] == 4)
      #expect(evm["allocated"] == 1)
      let list = try await tools.succeed("list_pool_addresses", ["protocol": "evm", "limit": 2])
      #expect(list["addresses"]?.array?.count == 2)
      #expect(list["pagination"]?["total"] == 5)
      #expect(list["pagination"]?["next"] == ["page": 2, "limit": 2])
      let all = try await tools.succeed("list_pool_addresses", ["protocol": "evm", "limit": 100])
      let used = all["addresses"]?.array?.first { $0["status"] == "allocated" }
      #expect(used?["externalId"] == id)
      #expect(!"\(all)".contains("xpub"))
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
