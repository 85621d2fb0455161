import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PublishedPaymentLinkRoutesTests {
  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run(dialect: .published, body)
  }

  private static func link(_ changes: [String: JSONValue] = [:]) -> JSONValue {
    var body: JSONObject = [
      "title": "Invoice", "amount": "2500",
      "currencies": [
        ["currency": "USDC", "chainOptions": ["polygon-amoy", "ethereum-sepolia"]],
        ["currency": "USDT", "chainOptions": ["tron-nile"]],
      ],
    ]
    for (name, value) in changes { body[name] = value }
    return .object(body)
  }

  @Test func newLinkIsARowWithoutAddressStockAndExpiry() async throws {
    try await run { sandbox in
      let response = try await sandbox.post(
        "/payment-links", Self.link(["inventoryTotal": 5, "expiresAt": "2030-01-01T00:00:00Z", "metadata": ["a": 1]]))
      #expect(response.status == 201)
      #expect(
        response.data.object?.members.map(\.name) == [
          "id", "organization_id", "title", "description", "amount", "currency", "status", "is_archived", "slug",
          "chain_options", "currencies", "inventory_total", "inventory_reserved", "inventory_sold", "metadata",
          "expires_at", "published_at", "created_by", "updated_by", "created_at", "updated_at", "amount_type",
          "cta_text", "theme", "url",
        ])
      #expect(UUIDForm.isWellFormed(response["id"] ?? ""))
      #expect(response["status"] == "draft")
      #expect(response["amount_type"] == "fixed")
      for lost in ["slug", "url", "inventory_total", "expires_at", "published_at"] {
        #expect(response.data[lost] == .null, "\(lost)")
      }
      let currencies = response.data["currencies"]?.array
      #expect(currencies?.map { $0["currency"] } == ["USDC", "USDT"])
      #expect(currencies?.first?["chain_options"] == ["polygon-amoy", "ethereum-sepolia"])
      #expect(currencies?.first?["is_primary"] == true)
    }
  }

  @Test(arguments: [
    ("", ["Blue shop", "Invoice"]), ("?search=BLUE", ["Blue shop"]), ("?status=published", []),
    ("?status=nonsense&limit=1", ["Blue shop"]), ("?archived=true", ["Old"]),
    ("?includeArchived=true&page=2&limit=2", ["Invoice"]),
  ])
  func linksAreFoundBySearchStatusAndFlag(_ query: String, _ titles: [String]) async throws {
    try await run { sandbox in
      for title in ["Invoice", "Old", "Blue shop"] {
        let id = try #require(try await sandbox.post("/payment-links", Self.link(["title": .string(title)]))["id"])
        if title == "Old" { _ = try await sandbox.post("/payment-links/\(id)/archive", [:]) }
      }
      let list = try await sandbox.get("/payment-links\(query)")
      #expect(list.data.array?.map { $0["title"]?.string } == titles)
    }
  }

  @Test func documentedCurrenciesAreRefusedWithoutACode() async throws {
    try await run { sandbox in
      let body = Self.link(["currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]])
      let response = try await sandbox.post("/payment-links", body)
      #expect(response.status == 400)
      #expect(response.json.object?.members.map(\.name) == ["success", "error", "message"])
      #expect(response.message?.contains("chain option") == true)
    }
  }

  @Test func amountMayBeANumberOrThePayersChoice() async throws {
    try await run { sandbox in
      let number = try await sandbox.post("/payment-links", Self.link(["amount": 25]))
      #expect(number["amount"] == "25")
      let custom = try await sandbox.post("/payment-links", Self.link(["amount": "0", "amountType": "user_input"]))
      #expect(custom["amount_type"] == "user_input")
      let words = try await sandbox.post("/payment-links", Self.link(["amount": "many"]))
      #expect(words.status == 400)
    }
  }

  /// Zero without a word is a price, and a hazard: such an order completes without a payment.
  @Test func zeroIsAPriceUnlessThePayerChooses() async throws {
    try await run { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["amount": "0"])
      #expect(try await sandbox.get(path)["amount_type"] == "fixed")
      let bought = try await sandbox.buy(slug)
      #expect(bought.status == 201)
      sandbox.clock.advance(minutes: 15)
      let orders = try await sandbox.get("\(path)/orders")
      #expect(orders.data.array?.first?["status"] == "completed")
      let changed = try await sandbox.put(path, ["amountType": "user_input"])
      #expect(changed["amount_type"] == "user_input")
      #expect(try await sandbox.buy(slug).status == 400)
    }
  }

  @Test func pageOfALinkIsDescribedByTheMerchant() async throws {
    try await run { sandbox in
      let created = try await sandbox.createLink(["ctaText": "Buy", "theme": "light"])
      #expect(created["cta_text"] == "Buy")
      #expect(created["theme"] == "light")
      let changed = try await sandbox.put("/payment-links/\(created["id"] ?? "")", ["ctaText": .null])
      #expect(changed.data["cta_text"] == .null)
      #expect(changed["theme"] == "light")
    }
  }

  @Test func currenciesAreReplacedWithTheirPrices() async throws {
    try await run { sandbox in
      let path = try await sandbox.linkPath()
      let changed = try await sandbox.put(
        path + "/currencies",
        [
          "currencies": [
            ["currency": "USDT", "chainOptions": ["tron-nile"], "amount": 24],
            [
              "currency": "USDC", "chainOptions": ["polygon-amoy"], "amount": "25.5", "is_primary": true,
              "metadata": ["a": 1],
            ],
          ]
        ])
      #expect(changed.status == 200)
      #expect(
        changed.data["currencies"] == [
          [
            "currency": "USDC", "chain_options": ["polygon-amoy"], "amount": "25.5", "is_primary": true,
            "metadata": ["a": 1],
          ],
          [
            "currency": "USDT", "chain_options": ["tron-nile"], "amount": "24", "is_primary": false, "metadata": .null,
          ],
        ])
      #expect(changed["currency"] == "USDC")
      #expect(try await sandbox.get(path).data == changed.data)
    }
  }

  @Test(
    arguments: [
      [:], ["currencies": []], ["currencies": [["currency": "USDC", "chainOptions": []]]],
      ["currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]],
      ["currencies": [["currency": "USDC", "chainOptions": ["polygon-amoy"], "amount": "many"]]],
      [
        "currencies": [
          ["currency": "USDC", "chainOptions": ["polygon-amoy"]],
          ["currency": "USDC", "chainOptions": ["ethereum-sepolia"]],
        ]
      ],
    ] as [JSONValue])
  func currenciesThatCannotBeReadChangeNothing(_ body: JSONValue) async throws {
    try await run { sandbox in
      let path = try await sandbox.linkPath()
      let before = try await sandbox.get(path)
      let refused = try await sandbox.put(path + "/currencies", body)
      #expect(refused.status == 400)
      #expect(refused.error == "Validation failed")
      #expect(try await sandbox.get(path).data == before.data)
    }
  }

  @Test func addressGoesWithTheStatusAndTheNameStays() async throws {
    try await run { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      let draft = try await sandbox.post(path + "/unpublish")
      #expect(draft["status"] == "draft")
      #expect(draft["slug"] == slug)
      #expect(draft.data["url"] == .null)
      _ = try await sandbox.post(path + "/archive")
      let restored = try await sandbox.post(path + "/restore")
      #expect(restored.data["is_archived"] == false)
      #expect(restored["status"] == "draft")
    }
  }

  @Test func linkThatChangedLastComesFirst() async throws {
    try await run { sandbox in
      let first = try await sandbox.linkPath(["title": "first"])
      _ = try await sandbox.linkPath(["title": "second"])
      sandbox.clock.advance(minutes: 1)
      let changed = try await sandbox.put(first, ["description": "D"])
      #expect(changed["updated_at"] == "2025-01-28T10:31:00.000Z")
      let list = try await sandbox.get("/payment-links")
      #expect(list.data.array?.map { $0["title"] } == ["first", "second"])
    }
  }

  @Test func laterChangesKeepStockAndExpiry() async throws {
    try await run { sandbox in
      let path = "/payment-links/\(try await sandbox.post("/payment-links", Self.link())["id"] ?? "")"
      let changed = try await sandbox.put(path, ["inventoryTotal": 5, "expiresAt": "2030-01-01T00:00:00Z"])
      #expect(changed.status == 200)
      #expect(changed.data["inventory_total"] == 5)
      #expect(changed["expires_at"] == "2030-01-01T00:00:00.000Z")
      #expect(changed["title"] == "Invoice")
      let cleared = try await sandbox.put(path, ["inventoryTotal": .null, "title": "Bill"])
      #expect(cleared.data["inventory_total"] == .null)
      #expect(cleared["expires_at"] == "2030-01-01T00:00:00.000Z")
      let read = try await sandbox.get(path)
      #expect(read.data == cleared.data)
      #expect(read["title"] == "Bill")
    }
  }

  @Test(
    arguments: [
      ["expiresAt": "tomorrow"], ["inventoryTotal": "5"], ["inventoryTotal": true], ["amount": "many"],
    ] as [JSONValue])
  func changeThatCannotBeReadChangesNothing(_ body: JSONValue) async throws {
    try await run { sandbox in
      let path = "/payment-links/\(try await sandbox.post("/payment-links", Self.link())["id"] ?? "")"
      let limited = try await sandbox.put(path, ["inventoryTotal": 5, "expiresAt": "2030-01-01T00:00:00Z"])
      let refused = try await sandbox.put(path, body)
      #expect(refused.status == 400)
      let read = try await sandbox.get(path)
      #expect(read.data == limited.data)
    }
  }

  @Test func slugAndAddressComeWithPublication() async throws {
    try await run { sandbox in
      let path = "/payment-links/\(try await sandbox.post("/payment-links", Self.link())["id"] ?? "")"
      let published = try await sandbox.post(path + "/publish")
      #expect(published["status"] == "published")
      let slug = try #require(published["slug"])
      #expect(slug.wholeMatch(of: /[1-9A-HJ-NP-Za-km-z]{10}/) != nil)
      #expect(published["url"] == "http://127.0.0.1:\(sandbox.server.port)/checkout/\(slug)")
      let archived = try await sandbox.post(path + "/archive")
      #expect(archived.data["is_archived"] == true)
      #expect(archived["status"] == "published")
      let again = try await sandbox.post(path + "/publish")
      #expect(again.status == 200)
    }
  }

  @Test(arguments: [
    ("GET", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", 404), ("GET", "pl_0", 500),
    ("POST", "3f2504e0-4f89-41d3-9a0c-0305e82c3301/publish", 500),
    ("POST", "3f2504e0-4f89-41d3-9a0c-0305e82c3301/archive", 500),
    ("PUT", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", 500),
  ])
  func missingLinkIsA404OnlyToReaders(_ method: String, _ path: String, _ status: Int) async throws {
    try await run { sandbox in
      let response = try await sandbox.send(
        method, "/api/v1/payment-links/\(path)", ["Authorization: Bearer pk_test", "Content-Type: application/json"])
      #expect(response.status == status)
      #expect(response.json.object?.members.map(\.name) == ["success", "error", "message"])
    }
  }
}
