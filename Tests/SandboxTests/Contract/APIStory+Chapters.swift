import HTTP
import JSON

@testable import Sandbox

extension APIStory {
  private static let hugeBody = [UInt8](repeating: UInt8(ascii: " "), count: HTTPHandler.maximumBodyBytes + 1)

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
    let body: JSONValue = [
      "title": "T", "description": "D", "amount": "0", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
      "inventoryTotal": 3, "expiresAt": "2030-01-31T12:00:00Z", "metadata": ["a": 1],
    ]
    let id = try await post("/api/v1/payment-links", body)["id"] ?? ""
    for verb in ["publish", "archive", "publish"] { try await post("/api/v1/payment-links/\(id)/\(verb)") }
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
    for name in ["a", "b", "c", "d", "e"] {
      try await post("/api/v1/deposits/bind", ["depositReference": .string(name), "protocol": "evm"])
    }
    try await post("/api/v1/orders", SandboxFixture.order("none left"))
  }
}

extension Route {
  fileprivate func path(_ value: (Substring) -> String) -> String {
    "/" + template.map { $0.hasPrefix(":") ? value($0.dropFirst()) : String($0) }.joined(separator: "/")
  }
}
