import CurlTransport
import HTTP
import JSON
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// Both dialects over real HTTP: the same calls come to the same, whichever the server speaks.
@Suite struct DialectTests {
  /// With a client that notes what it sends and has learnt nothing yet.
  private func run(
    _ dialect: Dialect, losesWrites: Bool = false, poolSize: Int = 20,
    _ body: (ClientBench, PayInClient, LossyTransport) async throws -> Void
  ) async throws {
    try await ClientBench.run(poolSize: poolSize, dialect: dialect) { bench in
      let transport = LossyTransport(bench.transport, losesWrites: losesWrites)
      try await body(bench, try bench.client(over: transport), transport)
    }
  }

  private func failure(_ call: () async throws -> Void) async -> PayInError? {
    await #expect(throws: PayInError.self) { try await call() }
  }

  /// Each call against a server that keeps to the documentation is one request.
  @Test func documentedServerIsAskedNothingTwice() async throws {
    try await run(.documented) { bench, client, transport in
      let id = try #require(try await bench.client.createOrder(try .make()).resource?["orderId"])
      _ = try await bench.client.simulatePayment(["orderId": .string(id)])
      _ = try await client.order(id)
      _ = try await client.deposits()
      _ = try await client.bindDepositAddress(reference: "u", protocol: "evm")
      _ = try await client.depositReference("u")
      var link = try NewPaymentLink.make()
      (link.inventoryTotal, link.expiresAt) = (5, "2030-01-31T00:00:00Z")
      let made = try await client.createPaymentLink(link)
      _ = try await client.publishPaymentLink(try #require(made.resource?["id"]))
      #expect(made.warnings.isEmpty)
      #expect(transport.lines.count == 6)
      #expect(client.dialect == .documented)
    }
  }

  /// Row 1: the host root alone is enough.
  @Test(arguments: [Dialect.documented, .published], ["", "/api/v1"])
  func baseAddressWorksInBothForms(_ dialect: Dialect, _ path: String) async throws {
    try await ClientBench.run(dialect: dialect) { bench in
      let client = try bench.client(path: path)
      #expect(try await client.health()["status"] == "healthy")
      #expect(try await client.orders().page.total == 0)
    }
  }

  /// An empty list fits both dialects, and a backslash is missed where the search is a pattern.
  @Test(arguments: [Dialect.documented, .published])
  func orderWithABackslashIsListedByAClientThatKnowsNothingYet(_ dialect: Dialect) async throws {
    try await run(dialect) { bench, client, _ in
      _ = try await bench.client.createOrder(try .make("a\\b7"))
      #expect(try await client.orders(OrderFilter(reference: "a\\b7")).page.total == 1)
    }
  }

  /// Row 2 and row 4: lists in either envelope, filtered under either name.
  @Test(arguments: [Dialect.documented, .published])
  func ordersAreFilteredByChainAndCurrency(_ dialect: Dialect) async throws {
    try await run(dialect) { _, client, _ in
      _ = try await client.createOrder(try .make("a", currency: "USDC", chainID: "polygon-amoy"))
      _ = try await client.createOrder(try .make("b", currency: "USDT", chainID: "ethereum-sepolia"))
      _ = try await client.createOrder(try .make("c", currency: "USDC", chainID: "ethereum-sepolia"))
      let filter = OrderFilter(chainID: "ethereum-sepolia", currency: "USDC")
      let (page, warnings) = try await client.orders(filter, at: Page.Position(number: 1, limit: 2))
      #expect(page.rows.map { $0["orderReference"] } == ["c"])
      #expect((page.total, page.totalPages, page.hasMore) == (1, 1, false))
      #expect(warnings.isEmpty)
    }
  }

  /// Row 5: a paid order names its transaction.
  @Test(arguments: [Dialect.documented, .published])
  func paidOrderNamesItsTransaction(_ dialect: Dialect) async throws {
    try await run(dialect) { bench, client, transport in
      let id = try #require(try await client.createOrder(try .make()).resource?["orderId"])
      #expect(try await client.order(id)["txHash"] == nil)
      let paid = try await bench.client.simulatePayment(["orderId": .string(id)])
      let order = try await client.order(id)
      #expect(order["status"] == "completed")
      #expect(order["txHash"] == paid.transfer["txHash"])
      #expect(order["txHash"] != nil)
      #expect(transport.lines.contains { $0.hasPrefix("GET /transfers") } == (dialect == .published))
    }
  }

  /// Row 6: a depositor with an address of each protocol, and sums by token (row 25).
  @Test(arguments: [Dialect.documented, .published])
  func depositorIsReadWithAddressesAndSums(_ dialect: Dialect) async throws {
    try await run(dialect) { bench, client, _ in
      #expect(await failure { _ = try await client.depositReference("u") }?.code == .notFound)
      let evm = try await bench.client.bindDepositAddress(reference: "u", protocol: "evm").resource
      let tron = try await bench.client.bindDepositAddress(reference: "u", protocol: "tron").resource
      for (amount, currency) in [("0.1", "USDC"), ("2", "USDT")] {
        _ = try await bench.client.simulatePayment([
          "depositReference": "u", "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])
      }
      let record = try await client.depositReference("u")
      let addresses = record.fields["addressByProtocol"]
      #expect(addresses?["evm"]?.string == evm?["address"])
      #expect(addresses?["tron"]?.string == tron?["address"])
      #expect(record["boundAt"] == "2025-01-28T10:30:00.000Z")
      let sums = record.fields["totalAmountByCurrency"]
      #expect(sums?["USDC"]?.string.flatMap { try? Amount($0) } == (try Amount("0.1")))
      #expect(sums?["USDT"]?.string.flatMap { try? Amount($0) } == (try Amount("2")))
      #expect(!JSONValue.object(record.fields).description.contains("xpub"))
    }
  }

  /// Row 6: a reference that the server uses itself.
  @Test(arguments: ["stats", "references", "bind"])
  func reservedReferenceIsRefused(_ reference: String) async throws {
    try await run(.published) { _, client, transport in
      #expect(await failure { _ = try await client.depositReference(reference) }?.code == .invalidArguments)
      #expect(transport.lines == ["GET /deposits/references/\(reference)"])
    }
  }

  /// Row 7: deposits are transactions.
  @Test(arguments: [Dialect.documented, .published])
  func depositsAreTransactions(_ dialect: Dialect) async throws {
    try await run(dialect) { bench, client, _ in
      _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "evm")
      #expect(try await client.deposits().page.rows.isEmpty)
      let id = try #require(try await bench.client.createOrder(try .make()).resource?["orderId"])
      _ = try await bench.client.simulatePayment(["orderId": .string(id)])
      let seen = try await bench.client.simulatePayment([
        "depositReference": "u", "amount": "5", "currency": "USDC", "chainId": "polygon-amoy", "confirmed": false,
      ])
      let pending = try await client.deposits(DepositFilter(reference: "u", status: "pending"))
      #expect(pending.warnings.isEmpty)
      let row = try #require(pending.page.rows.first)
      #expect(pending.page.rows.count == 1)
      #expect((row["depositReference"], row["status"], row["currency"]) == ("u", "pending", "USDC"))
      #expect(row["txHash"] == seen.transfer["txHash"])
      #expect(try await client.deposits(DepositFilter(status: "confirmed")).page.rows.isEmpty)
    }
  }

  /// Rows 8 and 11: a link is made in the form the server wants, with its stock and expiry; once.
  @Test func linkIsMadeWithItsStockAndExpiry() async throws {
    try await run(.published) { bench, client, transport in
      var link = try NewPaymentLink.make()
      (link.inventoryTotal, link.expiresAt) = (5, "2030-01-31T00:00:00Z")
      let result = try await client.createPaymentLink(link)
      #expect(result.outcome == .created)
      #expect(result.resource?.fields["inventoryTotal"] == 5)
      #expect(result.resource?["expiresAt"] == "2030-01-31T00:00:00.000Z")
      #expect(result.warnings.map(\.code) == [.repaired])
      let id = try #require(result.resource?["id"])
      #expect(transport.lines == ["POST /payment-links", "POST /payment-links", "PUT /payment-links/\(id)"])
      #expect(try await links(bench) == 1)
      // It has been learnt.
      _ = try await client.createPaymentLink(try .make())
      #expect(transport.lines.count == 4)
      #expect(try await links(bench) == 2)
    }
  }

  /// As many as the server has.
  private func links(_ bench: ClientBench) async throws -> Int? {
    let request = HTTPRequest(
      method: .get, url: "http://127.0.0.1:\(bench.server.port)/api/v1/payment-links",
      headers: ["Authorization": "Bearer pk_test_0123456789"])
    return try JSONParser.parse(try await bench.transport.send(request).body)["data"]?.array?.count
  }

  /// Row 9: the payer chooses the amount.
  @Test(arguments: [Dialect.documented, .published])
  func payerMayChooseTheAmount(_ dialect: Dialect) async throws {
    try await run(dialect) { _, client, _ in
      var link = try NewPaymentLink.make()
      link.amount = try Amount("0", allowsZero: true)
      let result = try await client.createPaymentLink(link)
      #expect(result.warnings.isEmpty)
      #expect(result.resource?["amount"] == "0")
    }
  }

  /// Rows 10 and 22: the page has an address once it is published, and archived is a flag.
  @Test func pageHasAnAddressOncePublished() async throws {
    try await run(.published) { bench, client, _ in
      let draft = try #require(try await client.createPaymentLink(try .make()).resource)
      #expect((draft["checkoutUrl"], draft["status"]) == (nil, "draft"))
      let id = try #require(draft["id"])
      let published = try #require(try await client.publishPaymentLink(id).resource)
      let slug = try #require(published["slug"])
      #expect(published["checkoutUrl"] == "http://127.0.0.1:\(bench.server.port)/checkout/\(slug)")
      #expect(published.fields["archived"] == false)
      let archived = try #require(try await client.archivePaymentLink(id).resource)
      #expect((archived["status"], archived.fields["archived"]) == ("published", true))
    }
  }

  /// Row 12: times that were ignored are told, though the clocks differ by years and no reply says when it was made.
  @Test(arguments: [(30, 5, true), (10, 20, true), (10, 5, false)])
  func ignoredTimesAreTold(_ window: Int, _ grace: Int, _ isIgnored: Bool) async throws {
    try await run(.published) { _, client, _ in
      var order = try NewOrder.make()
      (order.paymentWindowMinutes, order.graceMinutes) = (window, grace)
      let result = try await client.createOrder(order)
      #expect(result.warnings.map(\.code) == (isIgnored ? [.windowNotHonoured] : []))
    }
  }

  /// Row 13: mistakes that come back as 500 are refusals like any other.
  @Test func mistakesAreRefusals() async throws {
    try await run(.published, poolSize: 1) { _, client, transport in
      let unknown = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
      let rows: [(PayInError.Code, () async throws -> Void)] = [
        (.rejected, { _ = try await client.createOrder(try .make(currency: "DAI")) }),
        (.rejected, { _ = try await client.createOrder(try .make(currency: "USDT", chainID: "polygon-amoy")) }),
        (.notFound, { _ = try await client.publishPaymentLink(unknown) }),
        (.notFound, { _ = try await client.archivePaymentLink("pl_1") }),
      ]
      for (code, call) in rows {
        let error = await failure(call)
        #expect((error?.code, error?.outcome, error?.upstream?.status) == (code, .rejected, 500))
      }
      #expect(transport.lines.count { $0.hasPrefix("POST") } == 4)
      _ = try await client.createOrder(try .make())
      let empty = await failure { _ = try await client.bindDepositAddress(reference: "u", protocol: "evm") }
      #expect((empty?.code, empty?.outcome, empty?.upstream?.status) == (.addressPoolEmpty, .rejected, 500))
    }
  }

  /// Row 14 and row 15: an order whose answer is lost is found; one POST.
  @Test(arguments: [Dialect.documented, .published])
  func lostOrderIsFound(_ dialect: Dialect) async throws {
    try await run(dialect, losesWrites: true) { bench, client, transport in
      _ = try await bench.client.createOrder(try .make("ORDER_1"))
      let result = try await client.createOrder(try .make("order_1"))
      #expect(result.outcome == .reconciled)
      #expect(result.resource?["orderReference"] == "order_1")
      #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
      #expect(try await bench.client.orders().page.total == 2)
    }
  }

  /// A binding whose answer is lost is found by reference and protocol, and its end by its absence.
  @Test(arguments: [Dialect.documented, .published], ["evm", "tron"])
  func lostBindingIsFound(_ dialect: Dialect, _ family: String) async throws {
    try await run(dialect, losesWrites: true) { _, client, transport in
      let bound = try await client.bindDepositAddress(reference: "u", protocol: family)
      #expect((bound.outcome, bound.resource?["protocol"]) == (.reconciled, family))
      let unbound = try await client.unbindDepositAddress(reference: "u")
      #expect(unbound.outcome == .reconciled)
      #expect(transport.lines.count { $0.hasPrefix("POST") } == 2)
    }
  }

  /// A link whose answer is lost is found by its token, and its changes by reading it.
  @Test func lostLinkIsFound() async throws {
    try await ClientBench.run(dialect: .published) { bench in
      let transport = LossyTransport(bench.transport, losesWrites: true)
      let client = try bench.client(over: transport, dialect: .published)
      _ = try await bench.client.createPaymentLink(try .make())
      let result = try await client.createPaymentLink(try .make())
      #expect(result.outcome == .reconciled)
      let id = try #require(result.resource?["id"])
      #expect(try await client.publishPaymentLink(id).outcome == .reconciled)
      let archived = try await client.archivePaymentLink(id)
      #expect((archived.outcome, archived.resource?.fields["archived"]) == (.reconciled, true))
      #expect(transport.lines.count { $0.hasPrefix("POST") } == 3)
      #expect(try await links(bench) == 1)
    }
  }

  /// Named by the operator, nothing has to be found out.
  @Test func namedDialectIsSpokenFromTheStart() async throws {
    try await ClientBench.run(dialect: .published) { bench in
      let transport = LossyTransport(bench.transport)
      let client = try bench.client(over: transport, dialect: .published)
      _ = try await client.bindDepositAddress(reference: "u", protocol: "tron")
      _ = try await client.depositReference("u")
      _ = try await client.deposits()
      _ = try await client.createPaymentLink(try .make())
      #expect(
        transport.lines == [
          "POST /deposits/bind", "GET /deposits/u?protocol=evm", "GET /deposits/u?protocol=tron",
          "GET /deposits/references?search=u&page=1&limit=100",
          "GET /transfers?businessType=deposit&page=1&limit=20", "POST /payment-links",
        ])
    }
  }
}
