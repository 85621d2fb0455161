import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The links that a key may see and change.
@Suite struct PaymentLinkTenancyTests {
  struct Request: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    /// The service's code makes a failure of its own of a missing link.
    let publishedStatus: Int
    var testDescription: String { "\(method) \(path)" }

    init(_ method: String, _ path: String, _ publishedStatus: Int) {
      (self.method, self.path, self.publishedStatus) = (method, path, publishedStatus)
    }

    func send(_ sandbox: SandboxFixture, _ link: String) async throws -> WireResponse {
      let body =
        #"{"title":"Mine","currencies":[{"currency":"USDC","chainId":"polygon-amoy","chainOptions":["polygon-amoy"]}]}"#
      return try await sandbox.send(
        method, "/api/v1\(link)\(path)", ["Authorization: Bearer \(sandbox.key)", "Content-Type: application/json"],
        method == "GET" ? [] : Array(body.utf8))
    }
  }

  private static let requests = [
    Request("GET", "", 404), Request("GET", "/orders", 404), Request("PUT", "", 500),
    Request("PUT", "/currencies", 500), Request("POST", "/publish", 500), Request("POST", "/unpublish", 500),
    Request("POST", "/archive", 500), Request("POST", "/restore", 500), Request("POST", "/preview-url", 404),
  ]

  @Test(arguments: Dialect.allCases, requests)
  func foreignLinkIsLikeNone(_ dialect: Dialect, _ request: Request) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let path = try await sandbox.linkPath()
      let before = try await sandbox.get(path)
      let foreign = try await request.send(sandbox.with(key: "pk_other"), path)
      let unknown = try await request.send(sandbox, "/payment-links/3f2504e0-4f89-41d3-9a0c-0305e82c3301")
      #expect(foreign.status == (dialect == .documented ? 404 : request.publishedStatus))
      #expect(foreign.status == unknown.status)
      #expect(foreign.json == unknown.json)
      #expect(try await sandbox.get(path).data == before.data)
    }
  }

  @Test(arguments: Dialect.allCases, requests)
  func readingKeyReadsOnly(_ dialect: Dialect, _ request: Request) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let path = try await sandbox.linkPath()
      let response = try await request.send(sandbox.with(key: "pk_readonly_test"), path)
      #expect(response.status == (request.method == "GET" ? 200 : 403))
    }
  }

  @Test(arguments: Dialect.allCases)
  func foreignLinksAreNeitherListedNorCounted(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (_, slug) = try await sandbox.publishedLink()
      _ = try await sandbox.buy(slug)
      let other = sandbox.with(key: "pk_other")
      let list = try await other.get("/payment-links").data
      #expect((list.array ?? list["paymentLinks"]?.array)?.isEmpty == true)
      let stats = try await other.get("/payment-links/stats").data
      #expect(stats["totalLinks"] == 0)
      #expect(stats["totalOrders"] == 0)
      let orders = try await other.get("/orders").data
      #expect((orders.array ?? orders["orders"]?.array)?.isEmpty == true)
    }
  }

  /// The order belongs to whom the link belongs to.
  @Test func purchaseShowsAmongTheMerchantsOrders() async throws {
    try await SandboxFixture.run { sandbox in
      let (_, slug) = try await sandbox.publishedLink()
      let bought = try await sandbox.buy(slug)
      let orders = try await sandbox.get("/orders")
      #expect(orders.data["orders"]?.array?.map { $0["orderId"] } == [bought.data["order"]?["orderId"]])
    }
  }
}
