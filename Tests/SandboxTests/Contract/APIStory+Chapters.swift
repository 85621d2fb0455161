import HTTP
import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

extension APIStory {
  private static let hugeBody = [UInt8](repeating: UInt8(ascii: " "), count: Request.maximumBodyBytes + 1)

  /// What every route refuses for the same reasons.
  func refusals(_ description: APIDescription) async throws {
    for route in APIDescription.routes {
      let (method, path) = (route.method.rawValue, route.path { _ in "nothing" })
      try await send(method, path + "?%zz")
      try await send(method, path, host: "evil.example")
      for status in description.statuses(of: route.operation) {
        switch status {
        case "401": try await send(method, path, key: nil)
        case "403": try await send(method, path, key: "pk_readonly_test")
        case "404": try await send(method, path)
        case "413": try await send(method, path, ["Content-Type: application/json"], Self.hugeBody)
        default: break
        }
      }
    }
  }

  /// One is completed, one paid in part, and one expires.
  func orders() async throws {
    let body = SandboxFixture.order(
      "paid", ["metadata": ["cart": 1], "successUrl": "https://s.example/", "cancelUrl": "http://c.example"])
    let paid = try await post("/api/v1/orders", body)["orderId"] ?? ""
    try await post("/api/v1/orders", body)
    let part = try await post("/api/v1/orders", SandboxFixture.order("part"))["orderId"] ?? ""
    let expired = try await post("/api/v1/orders", SandboxFixture.order("late", ["graceMinutes": 0]))["orderId"] ?? ""
    for (id, amount, isConfirmed) in [(part, "1", true), (part, "0.5", false), (paid, "11", true)] {
      _ = try await sandbox.pay([
        "orderId": .string(id), "amount": .string(amount), "confirmed": .bool(isConfirmed),
      ])
    }
    sandbox.clock.advance(minutes: 12)
    for id in [paid, part, expired] {
      try await get("/api/v1/orders/\(id)")
      try await get("/api/order-status/\(id)")
    }
  }

  func deposits() async throws {
    for family in ["evm", "evm", "tron"] {
      try await post(
        "/api/v1/deposits/bind", ["depositReference": "u", "protocol": .string(family), "metadata": ["tier": "gold"]])
    }
    for (amount, currency, chainId, isConfirmed) in [
      ("1", "USDC", "polygon-amoy", true), ("2.5", "USDT", "tron-nile", true), ("3", "USDT", "tron-nile", false),
    ] {
      _ = try await sandbox.pay([
        "depositReference": "u", "amount": .string(amount), "currency": .string(currency), "chainId": .string(chainId),
        "confirmed": .bool(isConfirmed),
      ])
    }
    for path in ["references/u", "references/u?protocol=tron", "references", "stats", ""] {
      try await get("/api/v1/deposits" + (path.isEmpty ? "" : "/" + path))
    }
    try await post("/api/v1/deposits/unbind", ["depositReference": "u", "protocol": "tron"])
  }

  func paymentLinks() async throws {
    let links = "/api/v1/payment-links"
    let pair: JSONValue = ["currency": "USDC", "chainId": "ethereum-sepolia"]
    let body: JSONValue = [
      "title": "T", "description": "D", "amount": "5", "currencies": [pair], "inventoryTotal": 2,
      "expiresAt": "2025-01-28T11:00:00Z", "metadata": ["a": 1],
    ]
    let link = "\(links)/\(try await post(links, body)["id"] ?? "")"
    try await get(links)
    try await get(link)
    try await put("\(link)/currencies", ["currencies": [pair]])
    try await post("\(link)/publish", ["slug": "plan"])
    try await post("\(link)/preview-url")
    try await sell("plan", at: ["/api/payment-links", "/api/v1/checkout"])
    try await put(link, ["inventoryTotal": 1])
    try await put(link, ["inventoryTotal": .null, "title": "U"])
    for path in ["\(link)/orders", "\(links)/stats"] { try await get(path) }
    for verb in ["unpublish", "archive", "publish", "restore"] { try await post("\(link)/\(verb)") }
    for prefix in ["/api/payment-links", "/api/v1/checkout"] { try await get("\(prefix)/plan") }
    try await post("\(link)/publish")
    sandbox.clock.advance(minutes: 60)
    for prefix in ["/api/payment-links", "/api/v1/checkout"] { try await buy("\(prefix)/plan") }
  }

  /// Two items, and what is told to those who come too late or to nothing.
  private func sell(_ slug: String, at prefixes: [String]) async throws {
    for prefix in prefixes { try await buy("\(prefix)/\(slug)") }
    for prefix in prefixes {
      try await get("\(prefix)/\(slug)")
      try await buy("\(prefix)/\(slug)")
      try await buy("\(prefix)/nothing")
    }
  }

  private func buy(_ offer: String) async throws {
    try await post(
      "\(offer)/orders", ["email": "payer@example.com", "currency": "USDC", "chainId": "ethereum-sepolia"])
  }

  func addresses() async throws {
    let pool = "/api/v1/address-pool"
    for path in ["availability", "summary", "addresses?limit=100"] { try await get("\(pool)/\(path)") }
    let body: JSONValue = ["addresses": [AddressPoolRoutesTests.evm]]
    for _ in 0..<2 { try await post("\(pool)/addresses", body) }
    for verb in ["archive", "unarchive"] {
      try await send("PATCH", "\(pool)/addresses/\(AddressPoolRoutesTests.kept)/\(verb)")
    }
    let bound = try await get("/api/v1/deposits/references/u")["address"] ?? ""
    try await send("PATCH", "\(pool)/addresses/\(bound)/archive")
    try await get("/api/tokens/deposit/\(bound)/available")
  }

  func assets() async throws {
    for prefix in ["/api", "/api/v1"] {
      for path in ["chains", "chains/tron-nile", "tokens"] { try await get("\(prefix)/\(path)") }
    }
    try await get("/health")
  }

  func lists() async throws {
    for path in ["orders", "orders/stats", "deposits", "transfers", "transfers/by-reference?depositReference=u"] {
      try await get("/api/v1/\(path)")
    }
  }

  func emptyPool() async throws {
    for number in 0..<10 {
      try await post("/api/v1/deposits/bind", ["depositReference": .string("\(number)"), "protocol": "evm"])
    }
    try await post("/api/v1/orders", SandboxFixture.order("none left"))
  }
}

extension Route {
  fileprivate func path(_ value: (Substring) -> String) -> String {
    "/" + template.map { $0.hasPrefix(":") ? value($0.dropFirst()) : String($0) }.joined(separator: "/")
  }
}
