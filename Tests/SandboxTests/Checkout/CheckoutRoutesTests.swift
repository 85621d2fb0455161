import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Payers, who have no key, in either dialect.
@Suite struct CheckoutRoutesTests {
  @Test func linkIsShownAsDocumentedLinksAre() async throws {
    try await SandboxFixture.run { sandbox in
      let (_, slug) = try await sandbox.publishedLink([
        "description": "D", "inventoryTotal": 5, "expiresAt": "2030-01-01T00:00:00Z", "metadata": ["secret": 1],
      ])
      let offer = try await sandbox.visit("/api/payment-links/\(slug)")
      #expect(offer.status == 200)
      #expect(
        offer.data.object?.members.map(\.name) == [
          "id", "slug", "title", "description", "amount", "currencies", "inventoryAvailable", "expiresAt",
        ])
      #expect(offer["amount"] == "2500")
      #expect(
        offer.data["currencies"] == [["currency": "USDC", "chainId": "ethereum-sepolia", "amount": "2500"]])
      #expect(offer.data["inventoryAvailable"] == 5)
      #expect(offer["expiresAt"] == "2030-01-01T00:00:00.000Z")
      let alias = try await sandbox.visit("/api/v1/checkout/\(slug)")
      #expect(alias.data == offer.data)
    }
  }

  @Test func linkIsShownAsTheServiceShowsIt() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let (_, slug) = try await sandbox.publishedLink([
        "currencies": [
          ["currency": "USDT", "chainOptions": ["tron-nile"]],
          [
            "currency": "USDC", "chainOptions": ["polygon-amoy", "ethereum-sepolia"], "amount": "2499.90",
            "is_primary": true,
          ],
        ]
      ])
      let offer = try await sandbox.visit("/api/v1/checkout/\(slug)")
      #expect(
        offer.data.object?.members.map(\.name) == [
          "id", "slug", "title", "description", "amount", "currencies", "expiresAt", "availableInventory",
        ])
      #expect(
        offer.data["currencies"] == [
          [
            "currency": "USDC", "amount": "2499.90", "chains": ["polygon-amoy", "ethereum-sepolia"], "is_primary": true,
          ],
          ["currency": "USDT", "amount": "2500", "chains": ["tron-nile"], "is_primary": false],
        ])
      #expect(offer.data["availableInventory"] == .null)
    }
  }

  @Test(arguments: Dialect.allCases)
  func linkThatIsNotPublishedIs410AndAnUnknownOne404(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      var statuses = [try await sandbox.visit("/api/payment-links/\(slug)").status]
      for step in ["archive", "restore", "unpublish", "publish"] {
        _ = try await sandbox.post("\(path)/\(step)")
        statuses.append(try await sandbox.visit("/api/payment-links/\(slug)").status)
      }
      #expect(statuses == [200, 410, 200, 410, 200])
      let unknown = try await sandbox.visit("/api/payment-links/nobody")
      #expect(unknown.status == 404)
      #expect(unknown.json["success"] == false)
    }
  }

  /// In the documentation a draft has its name already; in the service's code it has none.
  @Test(arguments: [(Dialect.documented, 410, 409), (.published, 404, 404)])
  func draftIsNotForPayers(_ dialect: Dialect, _ read: Int, _ bought: Int) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      _ = try await sandbox.createLink()
      let slug = Identifiers(seed: 42).slug(1)
      #expect(try await sandbox.visit("/api/payment-links/\(slug)").status == read)
      #expect(try await sandbox.buy(slug).status == bought)
    }
  }

  @Test func purchaseMakesAnOrderOfItsOwnReference() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 5])
      let bought = try await sandbox.buy(slug)
      #expect(bought.status == 201)
      #expect(bought.data.object?.members.map(\.name) == ["order", "paymentLink", "paymentLinkOrder"])
      let (order, linkOrder) = (bought.data["order"], bought.data["paymentLinkOrder"])
      #expect(
        linkOrder?.object?.members.map(\.name) == [
          "id", "paymentLinkId", "orderId", "buyerEmail", "status", "currency", "chainId", "amount", "createdAt",
        ])
      #expect(order?["orderReference"] == linkOrder?["id"])
      #expect(order?["orderId"] == linkOrder?["orderId"])
      #expect(order?["amount"] == "2500")
      #expect(order?["metadata"]?["source"] == "paymentlink")
      #expect(order?["metadata"]?["paymentLinkSlug"]?.string == slug)
      #expect(linkOrder?["buyerEmail"] == "payer@example.com")
      #expect(linkOrder?["status"] == "pending")
      #expect(bought.data["paymentLink"]?["inventoryAvailable"] == 4)
      let read = try await sandbox.get("/orders/\(order?["orderId"]?.string ?? "")")
      #expect(read.data == order)
      #expect(try await sandbox.stock(path) == [1, 0])
    }
  }

  @Test func purchaseIsAnsweredInRowsByTheService() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["metadata": ["sku": 7]])
      let bought = try await sandbox.buy(slug)
      #expect(bought.status == 201)
      let (order, linkOrder) = (bought.data["order"], bought.data["paymentLinkOrder"])
      #expect(
        linkOrder?.object?.members.map(\.name) == [
          "id", "paymentlink_id", "organization_id", "order_id", "buyer_email", "status", "selected_chain",
          "selected_currency", "amount", "metadata", "created_at", "updated_at", "completed_at",
        ])
      #expect(
        bought.data["paymentLink"]?.object?.members.map(\.name) == [
          "slug", "title", "description", "amount", "currencies", "metadata",
        ])
      #expect(bought.data["paymentLink"]?["metadata"] == ["sku": 7])
      #expect("/payment-links/\(linkOrder?["paymentlink_id"]?.string ?? "")" == path)
      #expect(order?["orderId"] == linkOrder?["order_id"])
      let row = try await sandbox.get("/orders/\(order?["orderId"]?.string ?? "")")
      #expect(row.data["order_reference"] == linkOrder?["id"])
      #expect(UUIDForm.isWellFormed(row["order_reference"] ?? ""))
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let status: Int
    let link: [String: JSONValue?]
    let step: String?
    let purchase: [String: JSONValue?]
    var testDescription: String { "\(status) \(step ?? "")\(link.keys.sorted())\(purchase.keys.sorted())" }

    init(
      _ status: Int, _ link: [String: JSONValue?] = [:], after step: String? = nil,
      _ purchase: [String: JSONValue?] = [:]
    ) {
      (self.status, self.link, self.step, self.purchase) = (status, link, step, purchase)
    }
  }

  private static let custom: [String: JSONValue?] = ["amount": "0", "amountType": "user_input"]

  @Test(
    arguments: Dialect.allCases,
    [
      Refusal(400, [:], ["email": .some(nil)]), Refusal(400, [:], ["email": " "]), Refusal(400, [:], ["email": 7]),
      Refusal(400, [:], ["currency": .some(nil)]), Refusal(400, [:], ["chainId": .some(nil)]),
      Refusal(409, [:], after: "unpublish"), Refusal(410, [:], after: "archive"),
      Refusal(409, [:], after: "unpublish", ["currency": "DOGE"]),
      Refusal(410, [:], after: "archive", ["currency": "DOGE"]),
      Refusal(400, [:], ["currency": "USDT"]), Refusal(400, [:], ["chainId": "polygon-amoy"]),
      Refusal(400, custom), Refusal(400, custom, ["amount": "0"]), Refusal(400, custom, ["amount": "-1"]),
      Refusal(400, custom, ["amount": "0.0000001"]), Refusal(400, custom, ["amount": "many"]),
    ])
  func impossiblePurchaseIsRefusedAndReservesNothing(_ dialect: Dialect, _ refusal: Refusal) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(refusal.link)
      if let step = refusal.step { _ = try await sandbox.post("\(path)/\(step)") }
      let response = try await sandbox.buy(slug, refusal.purchase)
      #expect(response.status == refusal.status)
      #expect(response.json["success"] == false)
      #expect(response.message?.isEmpty == false)
      #expect(try await sandbox.stock(path) == [0, 0])
    }
  }

  @Test(arguments: Dialect.allCases)
  func payersOwnAmountIsTheOrders(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (_, slug) = try await sandbox.publishedLink(Self.custom)
      let bought = try await sandbox.buy(slug, ["amount": "7.50"])
      #expect(bought.status == 201)
      #expect(bought.data["order"]?["amount"] == "7.50")
      #expect(bought.data["paymentLinkOrder"]?["amount"] == "7.50")
    }
  }

  /// The payer's amount is ignored unless the payer chooses; the option's price comes before the link's.
  @Test func priceOfTheTokenGoesBeforeTheLinks() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let number = try #require(JSONNumber("2499.5"))
      let (_, slug) = try await sandbox.publishedLink([
        "currencies": [["currency": "USDC", "chainOptions": ["ethereum-sepolia"], "amount": .number(number)]]
      ])
      let bought = try await sandbox.buy(slug, ["amount": "1"])
      #expect(bought.data["order"]?["amount"] == "2499.5")
    }
  }

  @Test(arguments: Dialect.allCases)
  func linkSellsUntilItExpires(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (_, slug) = try await sandbox.publishedLink(["expiresAt": "2025-01-28T10:35:00Z"])
      sandbox.clock.advance(minutes: 4)
      #expect(try await sandbox.buy(slug).status == 201)
      sandbox.clock.advance(minutes: 1)
      let late = try await sandbox.buy(slug, ["currency": "DOGE"])
      #expect(late.status == 410)
      #expect(try await sandbox.visit("/api/payment-links/\(slug)").status == 200)
    }
  }

  /// A web page elsewhere can post a form to this machine, but not JSON.
  @Test func purchaseMustBeJSON() async throws {
    try await SandboxFixture.run { sandbox in
      let (_, slug) = try await sandbox.publishedLink()
      let form = try await sandbox.send(
        "POST", "/api/v1/checkout/\(slug)/orders", ["Content-Type: application/x-www-form-urlencoded"],
        Array(#"{"email":"a@b","currency":"USDC","chainId":"ethereum-sepolia"}"#.utf8))
      #expect(form.status == 400)
    }
  }
}
