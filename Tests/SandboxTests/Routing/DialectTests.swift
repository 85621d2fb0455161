import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Two dialects on one file.
@Suite struct DialectTests {
  private func run(_ body: (_ seed: SandboxFixture, _ open: SandboxFixture) async throws -> Void) async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { seed in
        try await SandboxFixture.run(database: file, dialect: .published) { open in
          try await body(seed, open)
        }
      }
    }
  }

  @Test func bothTellOfTheSameOrder() async throws {
    try await run { seed, open in
      let created = try await seed.createOrder("shared")
      let list = try await open.get("/orders?orderReference=shared")
      let row = try #require(list.data.array?.first)
      #expect(row["address"]?.string == created["address"])
      #expect(row["amount"] == "10.500000")
      _ = try await open.pay(["orderId": row["id"] ?? .null])
      let completed = try await seed.get("/orders/\(created["orderId"] ?? "")")
      #expect(completed["status"] == "completed")
      #expect(completed["amount"] == "10.50")
    }
  }

  @Test func bothTellOfTheSameDepositorAndLink() async throws {
    try await run { seed, open in
      let bound = try await open.bind("u")
      let reference = try await seed.get("/deposits/references/u")
      #expect(reference["address"] == bound["depositAddress"])
      let link = try await seed.post(
        "/payment-links",
        ["title": "T", "amount": "1", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]])
      let row = try await open.get("/payment-links/\(UUIDForm.of(link["id"] ?? ""))")
      #expect(row["title"] == "T")
      #expect(row.data["currencies"]?.array?.first?["chain_options"] == ["polygon-amoy"])
    }
  }

  /// Each tells of it under ids of its own form; the reference is as it was given.
  @Test func bothTellOfTheSamePurchase() async throws {
    try await run { seed, open in
      let (path, slug) = try await seed.publishedLink(["inventoryTotal": 2])
      let bought = try await seed.buy(slug)
      let other = try await open.buy(slug)
      #expect(other.status == 201)
      #expect(try await open.buy(slug).status == 409)
      let id = path.split(separator: "/")[1]
      let rows = try await open.get("/payment-links/\(UUIDForm.of(String(id)))/orders")
      let orderId = try #require(bought.data["order"]?["orderId"]?.string)
      #expect(
        rows.data.array?.map { $0["order_id"] } == [other.data["order"]?["orderId"], .string(UUIDForm.of(orderId))])
      _ = try await open.pay(["orderId": other.data["order"]?["orderId"] ?? .null])
      #expect(try await seed.stock(path) == [1, 1])
    }
  }

  /// Controls belong to the sandbox: they speak one way, and name orders as the dialect does.
  @Test func controlsSpeakOneWay() async throws {
    try await run { _, open in
      let id = try await open.orderId()
      let paid = try await open.pay(["orderId": .string(id)])
      #expect(paid.status == 201)
      #expect(paid.data["order"]?["orderId"]?.string == id)
      #expect(paid.data["order"]?["status"] == "completed")
      let refused = try await open.pay(["orderId": .string(id)], token: "guess")
      #expect(refused.json["success"] == false)
      #expect(refused.error == "Forbidden")
    }
  }
}
