import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What a merchant does with a link, in the documentation's words.
@Suite struct PaymentLinkChangesTests {
  @Test func readLinkIsTheCreatedOne() async throws {
    try await SandboxFixture.run { sandbox in
      let created = try await sandbox.createLink(["inventoryTotal": 5])
      let read = try await sandbox.get("/payment-links/\(created["id"] ?? "")")
      #expect(read.status == 200)
      #expect(read.data == created.data)
    }
  }

  @Test func changeKeepsWhatItDoesNotName() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 5, "description": "D"])
      let changed = try await sandbox.put(
        path, ["title": "Bill", "amount": "0.10", "inventoryTotal": 7, "metadata": ["a": 1]])
      #expect(changed.status == 200)
      #expect(changed.message == "Payment link updated successfully")
      #expect(changed["title"] == "Bill")
      #expect(changed["amount"] == "0.10")
      #expect(changed.data["inventoryTotal"] == 7)
      #expect(changed.data["metadata"] == ["a": 1])
      #expect(changed["description"] == "D")
      #expect(changed["status"] == "published")
      #expect(changed["slug"] == slug)
      #expect(try await sandbox.get(path).data == changed.data)
      #expect(try await sandbox.buy(slug).data["order"]?["amount"] == "0.10")
    }
  }

  @Test func nullClearsWhatMayBeEmpty() async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.linkPath([
        "description": "D", "inventoryTotal": 5, "expiresAt": "2030-01-01T00:00:00Z", "metadata": ["a": 1],
      ])
      let cleared = try await sandbox.put(
        path, ["description": .null, "inventoryTotal": .null, "expiresAt": .null, "metadata": .null])
      #expect(cleared.status == 200)
      #expect(cleared.data["inventoryTotal"] == .null)
      for name in ["description", "expiresAt", "metadata"] { #expect(cleared.data[name] == nil, "\(name)") }
    }
  }

  @Test(
    arguments: [
      ["title": .null], ["title": " "], ["title": 7], ["amount": .null], ["amount": "-1"], ["amount": "0.0000001"],
      ["description": 7], ["inventoryTotal": 0], ["inventoryTotal": "5"], ["expiresAt": "2025-01-28T10:30:00Z"],
      ["expiresAt": "tomorrow"], ["metadata": []], ["title": "New", "amount": "many"],
    ] as [JSONValue])
  func changeThatIsWrongInPartChangesNothing(_ body: JSONValue) async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.linkPath()
      let before = try await sandbox.get(path)
      let refused = try await sandbox.put(path, body)
      #expect(refused.status == 400)
      #expect(refused.error == "ValidationError")
      #expect(try await sandbox.get(path).data == before.data)
    }
  }

  @Test(arguments: Dialect.allCases)
  func stockBelowWhatIsPromisedIsRefused(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 5])
      let bought = try await sandbox.buy(slug)
      _ = try await sandbox.pay(["orderId": bought.data["order"]?["orderId"] ?? .null])
      _ = try await sandbox.buy(slug)
      let refused = try await sandbox.put(path, ["inventoryTotal": 1, "title": "New"])
      #expect(refused.status == 409)
      #expect(refused.error == "Conflict")
      #expect(refused.message == "inventoryTotal must be at least 2: 1 reserved and 1 sold")
      #expect(try await sandbox.get(path)["title"] == "Invoice #2025-001")
      let changed = try await sandbox.put(path, ["inventoryTotal": 2])
      #expect(changed.status == 200)
      #expect(try await sandbox.buy(slug).status == 409)
    }
  }

  @Test func currenciesAreReplacedAsAWhole() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      let pairs: JSONValue = [
        ["currency": "USDT", "chainId": "tron-nile"], ["currency": "USDC", "chainId": "polygon-amoy"],
      ]
      let changed = try await sandbox.put(path + "/currencies", ["currencies": pairs])
      #expect(changed.status == 200)
      #expect(changed.data["currencies"] == pairs)
      #expect(changed["amount"] == "2500")
      #expect(try await sandbox.buy(slug).status == 400)
      #expect(try await sandbox.buy(slug, ["currency": "USDT", "chainId": "tron-nile"]).status == 201)
    }
  }

  @Test(
    arguments: [
      [:], ["currencies": []], ["currencies": [["currency": "USDC"]]],
      ["currencies": [["currency": "USDT", "chainId": "polygon-amoy"]]],
    ] as [JSONValue])
  func currenciesThatCannotBePaidAreRefused(_ body: JSONValue) async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.linkPath()
      let refused = try await sandbox.put(path + "/currencies", body)
      #expect(refused.status == 400)
      #expect(try await sandbox.get(path).data["currencies"]?.array?.count == 1)
    }
  }

  @Test func linkIsDrawnBackAndPublishedUnderItsName() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      let draft = try await sandbox.post(path + "/unpublish")
      #expect(draft.status == 200)
      #expect(draft["status"] == "draft")
      #expect(draft["slug"] == slug)
      sandbox.clock.advance(minutes: 1)
      let again = try await sandbox.post(path + "/publish", ["slug": "too-late"])
      #expect(again["status"] == "published")
      #expect(again["slug"] == slug)
      #expect(again["publishedAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func archivedLinkIsRestoredAsItWas() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      let before = try await sandbox.get(path)
      _ = try await sandbox.post(path + "/archive")
      let restored = try await sandbox.post(path + "/restore")
      #expect(restored.status == 200)
      #expect(restored.data == before.data)
      #expect(try await sandbox.buy(slug).status == 201)
    }
  }

  /// In the documentation a link has a name from the start, and its first publication may still choose another.
  @Test(arguments: Dialect.allCases)
  func nameIsChosenOnceAndOnlyIfItIsFree(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (first, second) = (try await sandbox.linkPath(), try await sandbox.linkPath())
      let chosen = try await sandbox.post(first + "/publish", ["slug": "spring-sale"])
      #expect(chosen["slug"] == "spring-sale")
      let root = "http://127.0.0.1:\(sandbox.server.port)"
      #expect(chosen[dialect == .documented ? "checkoutUrl" : "url"] == "\(root)/checkout/spring-sale")
      let passedOver = try await sandbox.with(key: "pk_test").post(second + "/publish", ["slug": "spring-sale"])
      #expect(passedOver.status == 200)
      #expect(passedOver["slug"]?.wholeMatch(of: /[1-9A-HJ-NP-Za-km-z]{10}/) != nil)
      #expect(try await sandbox.buy("spring-sale").status == 201)
    }
  }

  @Test(arguments: Dialect.allCases, ["", "a b", "a/b", "..", "ä"])
  func nameThatDoesNotFitAnAddressIsRefused(_ dialect: Dialect, _ slug: String) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let path = try await sandbox.linkPath()
      let refused = try await sandbox.post(path + "/publish", ["slug": .string(slug)])
      #expect(refused.status == 400)
      #expect(try await sandbox.get(path)["status"] == "draft")
    }
  }

  /// The name that a new link would get may have been chosen for an older one.
  @Test func newLinkPassesOverAChosenName() async throws {
    try await SandboxFixture.run { sandbox in
      let name = Identifiers(seed: 42).slug(2)
      let chosen = try await sandbox.post(try await sandbox.linkPath() + "/publish", ["slug": .string(name)])
      #expect(chosen["slug"] == name)
      let next = try await sandbox.createLink()
      #expect(next.status == 201)
      #expect(next["slug"] != name)
    }
  }
}
