import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

extension SandboxFixture {
  /// Makes a link in either dialect; members given replace the default ones, `nil` removes them.
  func createLink(_ changes: [String: JSONValue?] = [:]) async throws -> WireResponse {
    var body: JSONObject = [
      "title": "Invoice #2025-001", "amount": "2500",
      "currencies": [
        ["currency": "USDC", "chainId": "ethereum-sepolia", "chainOptions": ["ethereum-sepolia"]]
      ],
    ]
    for (name, value) in changes { body[name] = value }
    return try await post("/payment-links", .object(body))
  }

  /// The path of a new link.
  func linkPath(_ changes: [String: JSONValue?] = [:]) async throws -> String {
    guard let id = try await createLink(changes)["id"] else { throw WireResponse.Malformed() }
    return "/payment-links/\(id)"
  }

  /// The path and name of a new link that payers see. Stock and expiry are set by a change, for one dialect loses them.
  func publishedLink(_ changes: [String: JSONValue?] = [:]) async throws -> (path: String, slug: String) {
    let path = try await linkPath(changes)
    let limits = changes.filter { ["inventoryTotal", "expiresAt"].contains($0.key) }.compactMapValues { $0 }
    if !limits.isEmpty {
      _ = try await put(path, .object(JSONObject(limits.map { JSONObject.Member(name: $0.key, value: $0.value) })))
    }
    guard let slug = try await post(path + "/publish")["slug"] else { throw WireResponse.Malformed() }
    return (path, slug)
  }

  /// Requests a path without a key.
  func visit(_ target: String) async throws -> WireResponse {
    try await send("GET", target)
  }

  /// A purchase without a key; members given replace the default ones, `nil` removes them.
  func buy(_ slug: String, _ changes: [String: JSONValue?] = [:]) async throws -> WireResponse {
    var body: JSONObject = ["email": "payer@example.com", "currency": "USDC", "chainId": "ethereum-sepolia"]
    for (name, value) in changes { body[name] = value }
    return try await send(
      "POST", "/api/payment-links/\(slug)/orders", ["Content-Type: application/json"],
      Array(JSONValue.object(body).description.utf8))
  }

  /// Reserved and sold, in either dialect.
  func stock(_ path: String) async throws -> [Int?] {
    let link = try await get(path).data
    return [
      (link["inventoryReserved"] ?? link["inventory_reserved"])?.number?.integer,
      (link["inventorySold"] ?? link["inventory_sold"])?.number?.integer,
    ]
  }
}
