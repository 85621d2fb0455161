import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// How SQLite answers the questions of requests: none may look at every row of a table that grows.
@Suite struct QueryPlanTests {
  private static let range = "createdAfter=2020-01-01T00:00:00Z&createdBefore=2090-01-01T00:00:00Z"

  private static func targets(_ dialect: Dialect, order: String, link: String) -> [String] {
    let (chain, token) = dialect == .documented ? ("chainId", "currency") : ("chain", "token")
    return [
      "/orders", "/orders?status=pending", "/orders?\(token)=USDC&\(chain)=polygon-amoy", "/orders?page=2",
      "/orders?orderReference=order", "/orders?orderReference=o&status=pending", "/orders?orderReference=a_b%25c",
      "/orders?\(range)", "/orders?sortBy=amount", "/orders?sortBy=amount&sortOrder=asc&\(token)=USDC",
      "/orders/\(order)",
      "/orders/stats", "/orders/stats?\(range)&\(token)=USDC", "/deposits", "/deposits?depositReference=user",
      "/deposits?status=pending&\(token)=USDC", "/deposits/stats", "/deposits/references", "/deposits/references/user",
      "/deposits/user", "/transfers", "/transfers?isConfirmed=false", "/transfers?sortBy=amount",
      "/transfers?sortBy=confirmedAt&isConfirmed=true", "/transfers?sortBy=confirmed_at&businessType=order",
      "/transfers?detectedAfter=2020-01-01T00:00:00Z", "/transfers/by-reference?orderId=\(order)",
      "/transfers/by-reference?depositReference=user", "/payment-links", "/payment-links/\(link)",
      "/payment-links/stats",
      "/payment-links/stats?\(range)", "/payment-links/\(link)/orders", "/notifications/logs",
      "/notifications/logs?status=failed&event_type=order.expired", "/notifications/logs?business_id=\(order)",
      "/notifications/statistics", "/notifications/statistics?start_date=2020-01-01&end_date=2090-01-01",
      "/address-pool/availability", "/address-pool/addresses", "/address-pool/addresses?protocol=evm",
    ].map { "/api/v1" + $0 } + ["/api/order-status/\(order)", "/_sandbox/state", "/_sandbox/webhooks"]
  }

  @Test(arguments: [Dialect.documented, .published])
  func noRequestReadsAWholeTable(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let order = try await sandbox.orderId()
      _ = try await sandbox.pay(["orderId": .string(dialect.stored(order, "ord"))])
      _ = try await sandbox.post("/deposits/bind", ["depositReference": "user", "protocol": "evm"])
      _ = try await sandbox.pay(["depositReference": "user", "amount": "1"])
      let link = try await sandbox.publishedLink(dialect)
      let headers = ["Authorization: Bearer \(sandbox.key)", "X-Sandbox-Token: \(SandboxFixture.controlToken)"]
      for target in Self.targets(dialect, order: order, link: link) {
        let status = try await sandbox.send("GET", target, headers).status
        #expect(
          status == 200 || target.contains("/deposits/") && status == 404 || target.contains("sortBy"), "\(target)")
      }
      _ = try await sandbox.moveClock(["advanceMinutes": 60])
      _ = try await sandbox.send("GET", "/pay/order/\(order)")
      let plans = try sandbox.server.service.transact(.reading) { context in
        try context.store.database.plans()
      }
      #expect(plans.count > 60)
      for (sql, steps) in plans {
        for step in steps { #expect(!Self.readsEverything(step), "\(step) in \(sql)") }
      }
    }
  }

  private static let growing: Set<Substring> = [
    "orders", "transfers", "payment_link_orders", "sale", "webhook_events", "e", "webhook_deliveries", "d", "p",
  ]

  /// The index of the rows that were taken back by hand, which has few.
  private static let few = "USING INDEX transfers_dropped"

  /// Whether a step looks at every row of a table that grows with what users do.
  static func readsEverything(_ step: String) -> Bool {
    let words = step.split(separator: " ")
    return words.first == "SCAN" && words.count > 1 && growing.contains(words[1]) && !step.hasSuffix(few)
  }

  @Test(arguments: [
    ("SELECT COUNT(*) FROM orders WHERE currency = 'USDC'", true),
    ("SELECT id FROM transfers ORDER BY detected_at", true), ("SELECT id FROM orders WHERE id = 'ord_1'", false),
    ("SELECT COUNT(*) FROM webhook_deliveries d", true), ("SELECT MAX(sequence) FROM orders", false),
  ])
  func wholeTablesAreNoticed(_ sql: String, _ isRead: Bool) throws {
    let database = try Database.make()
    #expect(try database.plan(of: sql).contains(where: Self.readsEverything) == isRead)
  }
}

extension Database {
  /// The plans of all statements that were run and read or change rows.
  fileprivate func plans() throws -> [String: [String]] {
    let statements = preparedStatements.filter { sql in
      ["SELECT", "UPDATE", "WITH"].contains { sql.hasPrefix($0) }
    }
    return Dictionary(uniqueKeysWithValues: try statements.map { ($0, try plan(of: $0)) })
  }

  fileprivate func plan(of sql: String) throws -> [String] {
    let nulls = [SQLValue](repeating: .null, count: sql.count { $0 == "?" })
    return try all("EXPLAIN QUERY PLAN \(sql)", nulls) { row throws(DatabaseError) in
      row.skip(to: 3)
      return try row.text()
    }
  }
}

extension SandboxFixture {
  /// Makes a payment link, publishes it and buys from it.
  fileprivate func publishedLink(_ dialect: Dialect) async throws -> String {
    let option: JSONValue =
      dialect == .documented
      ? ["currency": "USDC", "chainId": "ethereum-sepolia"]
      : ["currency": "USDC", "chainOptions": ["ethereum-sepolia"]]
    let made = try await post("/payment-links", ["title": "T-shirt", "amount": "5", "currencies": [option]])
    let id = try #require(made["id"] ?? made["paymentLinkId"] ?? made.data["payment_link_id"]?.string)
    _ = try await post("/payment-links/\(id)/publish")
    return id
  }
}
