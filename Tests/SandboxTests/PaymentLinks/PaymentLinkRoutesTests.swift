import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentLinkRoutesTests {
  @Test func createdLinkIsADraftWithItsURL() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createLink([
        "description": "Logo design + 5 landing pages",
        "currencies": [
          ["currency": "USDT", "chainId": "ethereum-sepolia"], ["currency": "USDC", "chainId": "polygon-amoy"],
        ], "inventoryTotal": 5, "expiresAt": "2025-02-28T00:00:00+08:00", "metadata": ["services": ["a", "b"]],
      ])
      #expect(response.status == 201)
      #expect(response.json["success"] == true)
      #expect(response["id"] != nil)
      #expect(response["slug"]?.wholeMatch(of: /[1-9A-HJ-NP-Za-km-z]{10}/) != nil)
      #expect(response["title"] == "Invoice #2025-001")
      #expect(response["amount"] == "2500")
      #expect(response["status"] == "draft")
      let root = "http://127.0.0.1:\(sandbox.server.port)"
      #expect(response["checkoutUrl"] == "\(root)/checkout/\(response["slug"] ?? "")")
      #expect(response["createdAt"] == "2025-01-28T10:30:00.000Z")
      #expect(response["description"] == "Logo design + 5 landing pages")
      #expect(
        response.data["currencies"] == [
          ["currency": "USDT", "chainId": "ethereum-sepolia"], ["currency": "USDC", "chainId": "polygon-amoy"],
        ])
      #expect(response.data["inventoryTotal"] == 5)
      #expect(response.data["inventoryAvailable"] == 5)
      #expect(response["expiresAt"] == "2025-02-27T16:00:00.000Z")
      #expect(response.data["metadata"] == ["services": ["a", "b"]])
    }
  }

  @Test func linkWithoutLimitsSellsForever() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createLink(["amount": "0"])
      #expect(response.status == 201)
      #expect(response["amount"] == "0")
      #expect(response.data["inventoryTotal"] == .null)
      #expect(response.data["inventoryAvailable"] == .null)
      #expect(response.data["expiresAt"] == nil)
    }
  }

  @Test func everyLinkHasItsOwnIdAndSlug() async throws {
    try await SandboxFixture.run { sandbox in
      let links = [try await sandbox.createLink(), try await sandbox.createLink()]
      #expect(Set(links.compactMap { $0["id"] }).count == 2)
      #expect(Set(links.compactMap { $0["slug"] }).count == 2)
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let changes: [String: JSONValue?]
    let message: String
    var testDescription: String { name }

    init(_ name: String, _ changes: [String: JSONValue?], _ message: String) {
      self.name = name
      self.changes = changes
      self.message = message
    }
  }

  private static let none = Optional<JSONValue>.none

  @Test(arguments: [
    Refusal(
      "nothing", ["title": none, "amount": none, "currencies": none], "Required fields: title, amount, currencies"),
    Refusal("blank title", ["title": " \n"], "Required fields: title"),
    Refusal("negative", ["amount": "-1"], "amount must be a decimal number without sign or exponent"),
    Refusal("7 digits", ["amount": "0.0000001"], "amount must have at most 6 digits after the point"),
    Refusal("number", ["amount": 25], "amount must be a string"),
    Refusal("no currencies", ["currencies": []], "currencies must be a list of at least one {currency, chainId}"),
    Refusal("one currency", ["currencies": "USDC"], "currencies must be a list of at least one {currency, chainId}"),
    Refusal(
      "no chain", ["currencies": [["currency": "USDC"]]], "currencies must have a currency and a chainId in every item"),
    Refusal(
      "unknown pair", ["currencies": [["currency": "USDT", "chainId": "polygon-amoy"]]],
      "USDT does not exist on polygon-amoy. Valid pairs: USDC on ethereum-sepolia"),
    Refusal(
      "pair twice",
      [
        "currencies": [
          ["currency": "USDC", "chainId": "polygon-amoy"], ["chainId": "polygon-amoy", "currency": "USDC"],
        ]
      ], "currencies has USDC on polygon-amoy twice"),
    Refusal("no stock", ["inventoryTotal": 0], "inventoryTotal must be greater than 0"),
    Refusal("debt", ["inventoryTotal": -3], "inventoryTotal must be greater than 0"),
    Refusal(
      "half", ["inventoryTotal": JSONNumber("1.5").map(JSONValue.number)], "inventoryTotal must be a whole number"),
    Refusal("stock as text", ["inventoryTotal": "5"], "inventoryTotal must be a whole number"),
    Refusal("past", ["expiresAt": "2025-01-28T10:29:59Z"], "expiresAt must be in the future"),
    Refusal("now", ["expiresAt": "2025-01-28T10:30:00Z"], "expiresAt must be in the future"),
    Refusal("no zone", ["expiresAt": "2030-01-31T12:00:00"], "expiresAt must be a time with zone by ISO 8601"),
    Refusal("words", ["expiresAt": "tomorrow"], "expiresAt must be a time with zone by ISO 8601"),
    Refusal("metadata", ["metadata": []], "metadata must be an object"),
  ])
  func badFieldsAreNamed(_ refusal: Refusal) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createLink(refusal.changes)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message?.hasPrefix(refusal.message) == true, "\(response.message ?? "")")
    }
  }

  @Test func publishingIsSeenAndRepeatable() async throws {
    try await SandboxFixture.run { sandbox in
      let draft = try await sandbox.createLink()
      let path = "/payment-links/\(draft["id"] ?? "")/publish"
      sandbox.clock.advance(minutes: 1)
      let published = try await sandbox.post(path)
      #expect(published.status == 200)
      #expect(published["status"] == "published")
      #expect(published["publishedAt"] == "2025-01-28T10:31:00.000Z")
      for field in ["id", "slug", "checkoutUrl", "createdAt"] { #expect(published[field] == draft[field]) }
      sandbox.clock.advance(minutes: 1)
      let again = try await sandbox.post(path, [:])
      #expect(again.data == published.data)
    }
  }

  @Test func archivingKeepsTheStatusAndIsRepeatable() async throws {
    try await SandboxFixture.run { sandbox in
      let path = "/payment-links/\(try await sandbox.createLink()["id"] ?? "")"
      _ = try await sandbox.post(path + "/publish")
      let archived = try await sandbox.post(path + "/archive")
      #expect(archived.status == 200)
      #expect(archived["status"] == "published")
      #expect(archived.data["archived"] == true)
      let again = try await sandbox.post(path + "/archive")
      #expect(again.data == archived.data)
    }
  }

  @Test func archivedLinkIsNotPublished() async throws {
    try await SandboxFixture.run { sandbox in
      let path = "/payment-links/\(try await sandbox.createLink()["id"] ?? "")"
      _ = try await sandbox.post(path + "/archive")
      let refused = try await sandbox.post(path + "/publish")
      #expect(refused.status == 409)
      #expect(refused.error == "Conflict")
      let archived = try await sandbox.post(path + "/archive")
      #expect(archived["status"] == "draft")
    }
  }

  @Test(arguments: ["publish", "archive"])
  func foreignAndUnknownLinksAreNotFound(_ change: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.createLink()["id"] ?? ""
      let foreign = try await sandbox.with(key: "pk_other").post("/payment-links/\(id)/\(change)")
      let unknown = try await sandbox.post("/payment-links/pl_nothing/\(change)")
      for response in [foreign, unknown] {
        #expect(response.status == 404)
        #expect(response.json == ["success": false, "error": "NotFound", "message": "Payment link not found"])
      }
    }
  }
}
