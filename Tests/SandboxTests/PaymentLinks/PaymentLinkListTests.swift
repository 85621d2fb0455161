import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Lists and sums in the documentation's words, and what both dialects share.
@Suite struct PaymentLinkListTests {
  /// `Blue shop` and `Old` are published, `Old` is archived, `Invoice` a draft.
  private func withLinks(
    _ dialect: Dialect = .documented, _ body: (SandboxFixture) async throws -> Void
  ) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      _ = try await sandbox.linkPath(["title": "Invoice", "description": "for a blue car"])
      _ = try await sandbox.post(try await sandbox.publishedLink(["title": "Old"]).path + "/archive")
      _ = try await sandbox.publishedLink(["title": "Blue shop"])
      try await body(sandbox)
    }
  }

  @Test(arguments: [
    ("", ["Blue shop", "Invoice"]), ("?search=BLUE", ["Blue shop", "Invoice"]), ("?search=car", ["Invoice"]),
    ("?status=published", ["Blue shop"]), ("?status=draft", ["Invoice"]), ("?archived=true", ["Old"]),
    ("?archived=false&includeArchived=true", ["Blue shop", "Old", "Invoice"]),
    ("?archived=true&includeArchived=true", ["Old"]), ("?includeArchived=true&page=2&limit=2", ["Invoice"]),
    ("?search=%25", []),
  ])
  func linksAreFilteredAndPaged(_ query: String, _ titles: [String]) async throws {
    try await withLinks { sandbox in
      let list = try await sandbox.get("/payment-links\(query)")
      #expect(list.status == 200)
      #expect(list.data["paymentLinks"]?.array?.map { $0["title"]?.string } == titles)
    }
  }

  @Test func pageIsToldBesideTheLinks() async throws {
    try await withLinks { sandbox in
      let list = try await sandbox.get("/payment-links?includeArchived=true&limit=2")
      #expect(list.data.object?.members.map(\.name) == ["paymentLinks", "pagination"])
      #expect(list.data["pagination"] == ["page": 1, "limit": 2, "total": 3, "totalPages": 2])
      let first = try #require(list.data["paymentLinks"]?.array?.first)
      #expect(try await sandbox.get("/payment-links/\(first["id"]?.string ?? "")").data == first)
    }
  }

  @Test(arguments: [
    "?status=sold", "?archived=yes", "?includeArchived=1", "?page=0", "?limit=101", "/stats?createdAfter=yesterday",
    "/stats?status=sold",
  ])
  func unreadableFilterIsNamed(_ query: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.get("/payment-links\(query)")
      #expect(refused.status == 400)
      #expect(refused.error == "ValidationError")
    }
  }

  /// Three orders of the second link: completed, expired, pending.
  private func withOrders(
    _ dialect: Dialect, _ body: (SandboxFixture, _ path: String) async throws -> Void
  ) async throws {
    try await withLinks(dialect) { sandbox in
      sandbox.clock.advance(minutes: 10)
      let (path, slug) = try await sandbox.publishedLink(["amount": "0.30"])
      let paid = try await sandbox.buy(slug)
      sandbox.clock.advance(minutes: 1)
      _ = try await sandbox.pay(["orderId": paid.data["order"]?["orderId"] ?? .null])
      _ = try await sandbox.buy(slug, ["email": "late@example.com"])
      sandbox.clock.advance(minutes: 20)
      _ = try await sandbox.buy(slug, ["email": "new@example.com"])
      try await body(sandbox, path)
    }
  }

  @Test(arguments: [
    ("", #"[4,2,3,1,1,{"USDC":"0.3"},33]"#), ("?status=published", #"[3,2,3,1,1,{"USDC":"0.3"},33]"#),
    ("?status=draft", #"[1,0,0,0,0,{},0]"#), ("?createdAfter=2025-01-28T10:40:00Z", #"[1,1,3,1,1,{"USDC":"0.3"},33]"#),
    ("?createdAfter=2025-01-28T10:40:00.001Z", "[0,0,2,0,1,{},0]"),
    ("?createdBefore=2025-01-28T10:40:00Z", #"[4,2,1,1,0,{"USDC":"0.3"},100]"#),
    ("?createdBefore=2025-01-28T10:39:59Z", "[3,1,0,0,0,{},0]"),
  ])
  func linksAndOrdersAreSummedUp(_ query: String, _ expected: String) async throws {
    try await withOrders(.documented) { sandbox, _ in
      let stats = try await sandbox.get("/payment-links/stats\(query)")
      #expect(stats.status == 200)
      #expect(
        stats.data.object?.members.map(\.name) == [
          "totalLinks", "publishedLinks", "totalOrders", "completedOrders", "pendingOrders", "revenue",
          "conversionRate",
        ])
      #expect(stats.data.object?.members.map(\.value) == (try JSONParser.parse(expected).array))
    }
  }

  /// The service's code writes numbers; here they have all their digits.
  @Test func revenueIsANumberInTheOtherDialect() async throws {
    try await withOrders(.published) { sandbox, _ in
      let stats = try await sandbox.get("/payment-links/stats?status=nonsense")
      #expect(
        stats.data.object?.members.map(\.value)
          == (try JSONParser.parse(#"[4,2,3,1,1,{"USDC":0.3},33]"#).array))
      #expect(try await sandbox.get("/payment-links/stats?createdAfter=x").status == 400)
    }
  }

  @Test func ordersOfALinkComeNewestFirst() async throws {
    try await withOrders(.documented) { sandbox, path in
      let orders = try await sandbox.get("\(path)/orders")
      #expect(orders.status == 200)
      let rows = try #require(orders.data["orders"]?.array)
      #expect(rows.map { $0["status"] } == ["pending", "expired", "completed"])
      #expect(rows.map { $0["buyerEmail"] } == ["new@example.com", "late@example.com", "payer@example.com"])
      #expect(rows.map { $0["completedAt"] } == [nil, nil, "2025-01-28T10:41:00.000Z"])
      #expect(rows[2]["createdAt"] == "2025-01-28T10:40:00.000Z")
    }
  }

  @Test func ordersOfALinkAreRowsInTheOtherDialect() async throws {
    try await withOrders(.published) { sandbox, path in
      let orders = try await sandbox.get("\(path)/orders")
      let rows = try #require(orders.data.array)
      #expect(rows.map { $0["status"] } == ["pending", "expired", "completed"])
      #expect(rows.map { $0["completed_at"] } == [.null, .null, "2025-01-28T10:41:00.000Z"])
      #expect(rows[1]["updated_at"] == "2025-01-28T10:56:00.000Z")
    }
  }

  @Test(arguments: Dialect.allCases)
  func noMoreThanFiftyOrdersAreListed(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 60, dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      for number in 1...51 { _ = try await sandbox.buy(slug, ["email": .string("p\(number)@example.com")]) }
      let orders = try await sandbox.get("\(path)/orders").data
      let rows = try #require(orders.array ?? orders["orders"]?.array)
      #expect(rows.count == 50)
      #expect((rows.first?["buyerEmail"] ?? rows.first?["buyer_email"]) == "p51@example.com")
      #expect(try await sandbox.get("/payment-links/stats").data["totalOrders"] == 51)
    }
  }

  @Test(arguments: Dialect.allCases)
  func previewIsForItsLinkAndTenMinutes(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let path = try await sandbox.linkPath()
      let preview = try await sandbox.post(path + "/preview-url")
      #expect(preview.status == 200)
      #expect(preview.data.object?.members.map(\.name) == ["url", "expiresIn"])
      #expect(preview["expiresIn"] == "10m")
      let id = path.split(separator: "/")[1]
      let parts = (preview["url"] ?? "").split(separator: "?token=")
      #expect(parts.first == "http://127.0.0.1:\(sandbox.server.port)/checkout/preview/\(id)")
      let stored = dialect.stored(String(id), "pl")
      let token = String(try #require(parts.last))
      let end = sandbox.clock.now.adding(minutes: 10)
      #expect(PreviewToken(seed: 42).isValid(token, for: stored, now: sandbox.clock.now))
      #expect(!PreviewToken(seed: 42).isValid(token, for: stored, now: end))
    }
  }
}
