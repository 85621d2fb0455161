import HTTP
import JSON
import Testing

@testable import PayIn

@Suite struct PayInClientTests {
  /// One call of each endpoint, and what must be on the wire.
  struct Row: CustomTestStringConvertible, Sendable {
    let wire: String
    var body: String?
    let reply: String
    let call: @Sendable (PayInClient) async throws -> Void
    var testDescription: String { wire }

    var timeout: Duration {
      if wire.contains("limit=") || wire.contains("POST") { return .seconds(wire.contains("_sandbox") ? 30 : 20) }
      return .seconds(10)
    }
  }

  static let rows: [Row] = [
    Row(wire: "GET https://h.org/health", reply: #"{"status":"healthy"}"#) { _ = try await $0.health() },
    Row(
      wire: "POST https://h.org/api/v1/orders",
      body: #"{"orderReference":"order_1","amount":"10.50","currency":"USDT","chainId":"ethereum-sepolia"}"#,
      reply: #"{"success":true,"data":{"orderId":"o","address":"\#(OrderAPI.address)"}}"#
    ) { _ = try await $0.createOrder(.make()) },
    Row(wire: "GET https://h.org/api/v1/orders/ord_1", reply: #"{"data":{"orderId":"ord_1"}}"#) {
      _ = try await $0.order("ord_1")
    },
    Row(
      wire:
        "GET https://h.org/api/v1/orders?status=pending&chainId=polygon-amoy&chain=polygon-amoy&orderReference=a%20b%26c&page=2&limit=5",
      reply: #"{"data":{"orders":[]}}"#
    ) {
      let filter = OrderFilter(status: "pending", chainID: "polygon-amoy", reference: "a b&c")
      _ = try await $0.orders(filter, at: Page.Position(number: 2, limit: 5))
    },
    Row(
      wire: "POST https://h.org/api/v1/deposits/bind",
      body: #"{"depositReference":"u","protocol":"evm","metadata":{"a":1.0}}"#,
      reply: #"{"data":{"address":"0x1"}}"#
    ) {
      _ = try await $0.bindDepositAddress(
        reference: "u", protocol: "evm", metadata: ["a": .number(try #require(JSONNumber("1.0")))])
    },
    Row(
      wire: "POST https://h.org/api/v1/deposits/unbind", body: #"{"depositReference":"u"}"#,
      reply: #"{"success":true,"message":"ok"}"#
    ) { _ = try await $0.unbindDepositAddress(reference: "u") },
    Row(
      wire: "GET https://h.org/api/v1/deposits/references/a%2Fb%3F%23%25%E9%87%91%20..",
      reply: #"{"data":{"depositReference":"a/b?#%金 .."}}"#
    ) { _ = try await $0.depositReference("a/b?#%金 ..") },
    Row(wire: "GET https://h.org/api/v1/deposits?page=1&limit=20", reply: #"{"data":{"deposits":[]}}"#) {
      _ = try await $0.deposits()
    },
    Row(
      wire: "POST https://h.org/api/v1/payment-links",
      body:
        #"{"title":"T","amount":"0","amountType":"user_input","currencies":[{"currency":"USDT","chainId":"ethereum-sepolia"}],"inventoryTotal":3,"metadata":{"payinMcpToken":"req_1"}}"#,
      reply: #"{"data":{"id":"l"}}"#
    ) {
      var link = NewPaymentLink(
        title: "T", amount: try Amount("0", allowsZero: true),
        currencies: [NewPaymentLink.Price(currency: "USDT", chainID: "ethereum-sepolia")])
      link.inventoryTotal = 3
      _ = try await $0.createPaymentLink(link)
    },
    Row(wire: "POST https://h.org/api/v1/payment-links/l%3F/publish", body: "{}", reply: #"{"success":true}"#) {
      _ = try await $0.publishPaymentLink("l?")
    },
    Row(wire: "POST https://h.org/api/v1/payment-links/l/archive", body: "{}", reply: #"{"message":"ok"}"#) {
      _ = try await $0.archivePaymentLink("l")
    },
    Row(
      wire: "POST https://h.org/_sandbox/payments", body: #"{"orderId":"o"}"#,
      reply: #"{"data":{"transfer":{"txHash":"0x1"}}}"#
    ) {
      _ = try await $0.simulatePayment(["orderId": "o"])
    },
  ]

  @Test(arguments: rows)
  func callIsOneRequestAsDocumented(_ row: Row) async throws {
    let transport = ScriptedTransport(.json(200, row.reply))
    try await row.call(.make(transport, url: "https://h.org/api/v1", sandboxToken: "token"))
    #expect(transport.requests.count == 1)
    let request = try #require(transport.requests.first)
    #expect("\(request.method.rawValue) \(request.url)" == row.wire)
    #expect(String(decoding: request.body, as: UTF8.self) == row.body ?? "")
    #expect(request.headers["accept"] == "application/json")
    #expect(request.headers["x-request-id"] == "req_1")
    #expect(request.headers["content-type"] == (row.body == nil ? nil : "application/json"))
    let isControl = row.wire.contains("_sandbox"), isHealth = row.wire.hasSuffix("/health")
    #expect(request.headers["authorization"] == (isHealth ? nil : "Bearer \(APIKey.canary)"))
    #expect(request.headers["x-sandbox-token"] == (isControl ? "token" : nil))
    // A third of the call's time for one attempt of a read, two thirds for a write.
    #expect(request.limits.totalTimeout == row.timeout)
  }

  @Test(arguments: rows.filter { $0.body != nil })
  func guardedWriteIsNotSent(_ row: Row) async throws {
    let transport = ScriptedTransport(.json(200, row.reply))
    let client = try PayInClient.make(transport, sandboxToken: "token", allowsWrites: false)
    let error = await #expect(throws: PayInError.self) { try await row.call(client) }
    #expect(error?.code == .writesNotAllowed)
    #expect(error?.outcome == .notSent)
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: ["", ".", ".."])
  func idThatNamesAnotherRouteIsNotSent(_ id: String) async throws {
    let transport = ScriptedTransport(.json(200, "{}"))
    let client = try PayInClient.make(transport)
    let read = await #expect(throws: PayInError.self) { try await client.order(id) }
    #expect(read?.code == .invalidArguments)
    #expect(read?.field == "orderId")
    let write = await #expect(throws: PayInError.self) { try await client.publishPaymentLink(id) }
    #expect(write?.outcome == .notSent)
    #expect(transport.requests.isEmpty)
  }

  @Test func sandboxControlNeedsItsToken() async throws {
    let transport = ScriptedTransport(.json(200, "{}"))
    let client = try PayInClient.make(transport)
    let error = await #expect(throws: PayInError.self) { try await client.simulatePayment([:]) }
    #expect(error?.code == .notConfigured)
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: [(201, WriteResult.Outcome.created), (200, .replayed)])
  func simulatedPaymentShowsTransferAndOrder(_ status: Int, _ outcome: WriteResult.Outcome) async throws {
    let body = #"{"success":true,"data":{"transfer":{"txHash":"0x1","credited":true},"order":{"orderId":"o"}}}"#
    let transport = ScriptedTransport(.json(status, body))
    let payment = try await PayInClient.make(transport, sandboxToken: "token").simulatePayment(["orderId": "o"])
    #expect(payment.transfer.fields == ["txHash": "0x1", "credited": true])
    #expect(payment.order?["orderId"] == "o")
    #expect(payment.outcome == outcome)
  }

  @Test(arguments: [
    #"{"success":true,"data":{}}"#, #"{"success":true,"message":"ok"}"#,
    #"{"success":true,"data":{"status":"pending"}}"#,
  ])
  func createdOrderWithoutIdIsUnknown(_ body: String) async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(201, body)))
    let error = await #expect(throws: PayInError.self) { try await client.createOrder(.make()) }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.requestID == "req_1")
  }

  @Test func publishedDialectOfCreatedOrderIsNormalised() async throws {
    let body = """
      {"success":true,"data":{"orderId":"u-1","paymentAddress":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","amount":"10.50","currency":"USDT",
      "chainId":"ethereum-sepolia","status":"pending","expiresAt":"2026-01-01T00:15:00Z","qrCode":"x","url":"https://h/pay"}}
      """
    let client = try PayInClient.make(ScriptedTransport(.json(201, body)))
    let result = try await client.createOrder(.make())
    #expect(result.outcome == .created)
    #expect(result.warnings.isEmpty)
    #expect(
      result.resource.map { JSONValue.object($0.fields).description } == """
        {"orderId":"u-1","status":"pending","amount":"10.50","currency":"USDT","chainId":"ethereum-sepolia",\
        "address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","paymentUrl":"https://h/pay","expiresAt":"2026-01-01T00:15:00Z","orderReference":"order_1"}
        """)
  }

  @Test(arguments: [
    (#""amount":"10.500000""#, [String]()), (#""amount":10.5"#, []), (#""amount":"105.0""#, ["amount"]),
    (#""amount":"x""#, ["amount"]), (#""currency":"usdt""#, []),
    (#""currency":"USDC","chainId":"tron-nile""#, ["currency", "chainId"]),
    (#""orderReference":" ORDER_1 ""#, ["orderReference"]),
  ])
  func orderThatCameBackDifferentIsToldSo(_ fields: String, _ expected: [String]) async throws {
    let body = #"{"success":true,"data":{"orderId":"o","address":"\#(OrderAPI.address)",\#(fields)}}"#
    let result = try await PayInClient.make(ScriptedTransport(.json(201, body))).createOrder(.make())
    #expect(result.warnings.flatMap(\.fields) == expected)
  }

  @Test(
    arguments: [
      (30, nil, "10:30", true), (30, nil, "10:35", true), (30, 10, "10:40", true), (30, 10, "10:15", false),
      (nil, 20, "10:30", true), (nil, 20, "10:15", false), (nil, nil, "10:15", true),
    ] as [(Int?, Int?, String, Bool)])
  func ignoredPaymentWindowIsTold(_ window: Int?, _ grace: Int?, _ expiry: String, _ isHonoured: Bool) async throws {
    var order = try NewOrder.make()
    order.paymentWindowMinutes = window
    order.graceMinutes = grace
    let body = """
      {"success":true,"data":{"orderId":"o","address":"\(OrderAPI.address)","createdAt":"2025-01-28T10:00:00.5Z",
      "expiresAt":"2025-01-28T\(expiry):00Z"}}
      """
    let result = try await PayInClient.make(ScriptedTransport(.json(201, body))).createOrder(order)
    #expect(result.warnings.map(\.code) == (isHonoured ? [] : [.windowNotHonoured]))
  }

  @Test func lostStockAndExpiryOfALinkAreTold() async throws {
    var link = NewPaymentLink(title: "T", amount: try Amount("5"), currencies: [])
    link.inventoryTotal = 3
    link.expiresAt = "2030-01-01T00:00:00Z"
    let open = #"{"success":true,"data":{"id":"l","amount":"5.000000","inventory_total":null,"expires_at":null}}"#
    let lost = try await PayInClient.make(ScriptedTransport(.json(201, open))).createPaymentLink(link)
    #expect(lost.warnings.map(\.code) == [.inventoryLost, .expiryLost])
    let seed = #"{"success":true,"data":{"id":"l","amount":"5"}}"#
    #expect(try await PayInClient.make(ScriptedTransport(.json(201, seed))).createPaymentLink(link).warnings.isEmpty)
  }

  @Test(arguments: [
    ("completed", "confirmed", false), ("confirmed", "completed", false), ("pending", "pending", false),
    ("completed", "pending", true), ("pending", "confirmed", true),
  ])
  func confirmedAndCompletedDepositsAreOneKind(_ wanted: String, _ shown: String, _ isIgnored: Bool) async throws {
    let body = #"{"success":true,"data":{"deposits":[{"amount":"1","status":"\#(shown)"}]}}"#
    let client = try PayInClient.make(ScriptedTransport(.json(200, body)))
    let warnings = try await client.deposits(DepositFilter(status: wanted)).warnings
    #expect(warnings.map(\.code) == (isIgnored ? [.filterIgnored] : []))
  }

  @Test func ignoredFilterAndLimitAreTold() async throws {
    let body = #"{"data":[{"id":"1","status":"expired","chain":"x"},{"id":"2","status":"pending"},7]}"#
    let client = try PayInClient.make(ScriptedTransport(.json(200, body)))
    let (page, warnings) = try await client.orders(
      OrderFilter(status: "pending", chainID: "y", currency: "USDT"), at: Page.Position(number: 1, limit: 1))
    #expect(page.rows.count == 2)
    #expect(warnings.map(\.code) == [.filterIgnored, .limitIgnored, .rowsUnreadable])
    #expect(warnings[0].fields == ["status", "chainId"])
  }

  @Test func honouredFiltersAreNotWarnedAbout() async throws {
    let body =
      #"{"data":{"orders":[{"orderId":"1","status":"pending","orderReference":"Order_12","currency":"usdt"}]}}"#
    let client = try PayInClient.make(ScriptedTransport(.json(200, body)))
    let filter = OrderFilter(status: "pending", chainID: "y", currency: "USDT", reference: "order_1")
    #expect(try await client.orders(filter).warnings.isEmpty)
  }

  @Test func keyQuotedByTheServerIsNotPassedOn() async throws {
    let key = APIKey.canary
    let refusal = #"{"success":false,"error":"\#(key)","message":"bad \#(key)","suggestions":["drop \#(key)"]}"#
    let client = try PayInClient.make(ScriptedTransport(.json(401, refusal)))
    let error = try #require(await #expect(throws: PayInError.self) { try await client.order("1") })
    let secrets = Secrets(try APIKey(key))
    func shown(_ error: PayInError) -> String {
      "\(error)" + error.message[.english].rendered(hiding: secrets) + error.fix[.english].rendered(hiding: secrets)
    }
    #expect(!shown(error).contains("canary0"))
    let row = #"{"data":{"orderId":"\#(key)","amount":"\#(key)","address":"pk_\u0063anary0123456789abcdef"}}"#
    let resource = try await PayInClient.make(ScriptedTransport(.json(200, row))).order(key)
    #expect(!secrets.redact(.object(resource.fields)).description.contains("canary0"))
    let lost = HTTPTransportError(.other, detail: "header \(key)", mayHaveReachedServer: true)
    let failed = try PayInClient.make(ScriptedTransport(.failure(lost)))
    let unsent = try #require(await #expect(throws: PayInError.self) { try await failed.order("1") })
    #expect(!shown(unsent).contains("canary0"))
  }
}
