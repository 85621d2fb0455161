import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Two dialects on one file.
@Suite struct DialectTests {
  private func run(_ body: (_ documented: SandboxFixture, _ published: SandboxFixture) async throws -> Void)
    async throws
  {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { documented in
        try await SandboxFixture.run(database: file, dialect: .published) { published in
          try await body(documented, published)
        }
      }
    }
  }

  @Test func bothTellOfTheSameOrder() async throws {
    try await run { documented, published in
      let created = try await documented.createOrder("shared")
      let list = try await published.get("/orders?orderReference=shared")
      let row = try #require(list.data.array?.first)
      #expect(row["address"]?.string == created["address"])
      #expect(row["amount"] == "10.500000")
      _ = try await published.pay(["orderId": row["id"] ?? .null])
      let completed = try await documented.get("/orders/\(created["orderId"] ?? "")")
      #expect(completed["status"] == "completed")
      #expect(completed["amount"] == "10.50")
    }
  }

  @Test func bothTellOfTheSameDepositorAndLink() async throws {
    try await run { documented, published in
      let bound = try await published.bind("u")
      let reference = try await documented.get("/deposits/references/u")
      #expect(reference["address"] == bound["depositAddress"])
      let link = try await documented.post(
        "/payment-links",
        ["title": "T", "amount": "1", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]])
      let row = try await published.get("/payment-links/\(UUIDForm.of(link["id"] ?? ""))")
      #expect(row["title"] == "T")
      #expect(row.data["currencies"]?.array?.first?["chain_options"] == ["polygon-amoy"])
    }
  }

  /// Each tells of it under ids of its own form; the reference is as it was given.
  @Test func bothTellOfTheSamePurchase() async throws {
    try await run { documented, published in
      let (path, slug) = try await documented.publishedLink(["inventoryTotal": 2])
      let bought = try await documented.buy(slug)
      let other = try await published.buy(slug)
      #expect(other.status == 201)
      #expect(try await published.buy(slug).status == 409)
      let id = path.split(separator: "/")[1]
      let rows = try await published.get("/payment-links/\(UUIDForm.of(String(id)))/orders")
      let orderId = try #require(bought.data["order"]?["orderId"]?.string)
      #expect(
        rows.data.array?.map { $0["order_id"] } == [other.data["order"]?["orderId"], .string(UUIDForm.of(orderId))])
      _ = try await published.pay(["orderId": other.data["order"]?["orderId"] ?? .null])
      #expect(try await documented.stock(path) == [1, 1])
    }
  }

  /// Controls belong to the sandbox: they speak one way, and name orders as the dialect does.
  @Test func controlsSpeakOneWay() async throws {
    try await run { _, published in
      let id = try await published.orderId()
      let paid = try await published.pay(["orderId": .string(id)])
      #expect(paid.status == 201)
      #expect(paid.data["order"]?["orderId"]?.string == id)
      #expect(paid.data["order"]?["status"] == "completed")
      let refused = try await published.pay(["orderId": .string(id)], token: "guess")
      #expect(refused.json["success"] == false)
      #expect(refused.error == "Forbidden")
    }
  }
}
