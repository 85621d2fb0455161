import HTTP
import JSON
import Testing

@testable import PayIn

/// The ways in which the documentation and the published code contradict each other, one by one.
@Suite struct DialectTests {

  func record(_ text: String, _ schema: ResourceSchema) throws -> String? {
    try APIResource(JSONParser.parse(text), schema: schema).map {
      JSONValue.object($0.fields).description
    }
  }

  func failure(_ call: () async throws -> Void) async -> PayInError? {
    await #expect(throws: PayInError.self) { try await call() }
  }

  /// Row 1: the address counts with and without `/api/v1`; what hangs from the host is found all the same.
  @Test(arguments: ["https://h.org", "https://h.org/api/v1", "https://h.org/api/v1/"])
  func addressIsTakenWithAndWithoutTheVersion(_ url: String) async throws {
    let transport = ScriptedTransport(.json(200, #"{"status":"healthy"}"#))
    let client = try PayInClient.make(transport, url: url)
    _ = try await client.health()
    _ = try await client.readOnce(Endpoint(.orderStatus, parts: ["o"]), by: client.deadline(for: .orderStatus))
    _ = try await client.readOnce(.tokens)
    _ = try await client.readOnce(.accountTokens)
    #expect(
      transport.requests.map(\.url) == [
        "https://h.org/health", "https://h.org/api/order-status/o", "https://h.org/api/tokens",
        "https://h.org/api/v1/tokens",
      ])
    #expect(throws: BaseURL.ValidationError.notHTTPS) { try BaseURL(url.replacing("https", with: "http")) }
  }

  /// Row 2: rows are found in each envelope, and success needs no flag.
  @Test(arguments: [
    #"{"success":true,"data":{"orders":[{"orderId":"1"}],"pagination":{"page":1,"limit":1,"total":3,"totalPages":3}}}"#,
    #"{"success":true,"data":[{"orderId":"1"}],"pagination":{"page":1,"limit":1,"total":3,"totalPages":3}}"#,
    #"{"success":true,"data":{"orders":[{"orderId":"1"}],"total":3,"page":1,"limit":1}}"#,
    #"{"success":true,"data":{"orders":[{"orderId":"1"}],"total":3,"page":1,"limit":1,"hasMore":true}}"#,
    #"{"data":[{"orderId":"1"}],"pagination":{"page":1,"limit":1,"total":3}}"#,
  ])
  func listIsTheSameInEachEnvelope(_ body: String) async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(200, body)))
    let page = try await client.orders(at: Page.Position(number: 1, limit: 1)).page
    #expect(page.rows.map { $0["orderId"] } == ["1"])
    #expect(page.position == Page.Position(number: 1, limit: 1))
    #expect((page.total, page.totalPages, page.hasMore) == (3, 3, true))
  }

  /// Row 2: what says that it failed has failed, whatever its status.
  @Test func failureInsideSuccessIsAFailure() async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(200, #"{"success":false,"error":"x","data":[]}"#)))
    #expect(await failure { _ = try await client.orders() }?.code == .rejected)
  }

  /// Row 3: each name stands for the documented one.
  @Test(
    arguments: [
      (#"{"id":"1"}"#, #"{"orderId":"1"}"#), (#"{"order_reference":"r"}"#, #"{"orderReference":"r"}"#),
      (#"{"token":"USDT"}"#, #"{"currency":"USDT"}"#), (#"{"chain":"c"}"#, #"{"chainId":"c"}"#),
      (#"{"paymentAddress":"0xA"}"#, #"{"address":"0xA"}"#), (#"{"url":"u"}"#, #"{"paymentUrl":"u"}"#),
      (#"{"transaction_hash":"h"}"#, #"{"txHash":"h"}"#), (#"{"transactionHash":"h"}"#, #"{"txHash":"h"}"#),
      (#"{"created_at":"t"}"#, #"{"createdAt":"t"}"#), (#"{"completed_at":"t"}"#, #"{"completedAt":"t"}"#),
    ])
  func orderHasItsDocumentedNames(_ row: String, _ expected: String) throws {
    #expect(try record(row, .order) == expected)
  }

  /// Row 3: of bindings, depositors, deposits and links.
  @Test func otherRowsHaveTheirDocumentedNames() throws {
    let bound = #"{"depositAddress":"0xA","monitoringTargets":[{"chain":"c","token":"USDC"}],"bindingCreatedAt":"t"}"#
    #expect(try record(bound, .binding) == #"{"address":"0xA","monitoredChains":["c"],"createdAt":"t"}"#)
    for name in ["boundAt", "bindingCreatedAt", "allocated_at", "createdAt"] {
      #expect(try record(#"{"\#(name)":"t"}"#, .depositReference) == #"{"boundAt":"t"}"#)
      #expect(try record(#"{"\#(name)":"t"}"#, .binding) == #"{"createdAt":"t"}"#)
    }
    let deposit = #"{"deposit_reference":"u","token":"USDC","chain":"c","transaction_hash":"h","is_confirmed":true}"#
    #expect(
      try record(deposit, .deposit)
        == #"{"depositReference":"u","status":"confirmed","currency":"USDC","chainId":"c","txHash":"h"}"#)
    #expect(try record(#"{"url":"u","created_at":"t"}"#, .paymentLink) == #"{"checkoutUrl":"u","createdAt":"t"}"#)
  }

  /// Row 4: a filter goes out under both names, and rows that it excludes show that it was ignored.
  @Test func filterIsSentUnderBothNamesAndChecked() async throws {
    let transport = RoutedTransport([
      "GET /orders": [.json(200, #"{"data":[{"id":"1","token":"USDT","chain":"polygon-amoy"}]}"#)],
      "GET /deposits": [.json(200, #"{"data":{"deposits":[{"currency":"USDC","chainId":"tron-nile"}]}}"#)],
    ])
    let client = try PayInClient.make(transport, dialect: .documented)
    let orders = try await client.orders(OrderFilter(chainID: "polygon-amoy", currency: "USDC"))
    #expect(orders.warnings == [Warning(.filterIgnored, fields: ["currency"])])
    let deposits = try await client.deposits(DepositFilter(chainID: "polygon-amoy", currency: "USDC"))
    #expect(deposits.warnings == [Warning(.filterIgnored, fields: ["chainId"])])
    let filter = "chainId=polygon-amoy&chain=polygon-amoy&currency=USDC&token=USDC&page=1&limit=20"
    #expect(transport.lines == ["GET /orders?\(filter)", "GET /deposits?\(filter)"])
  }

  /// What a reply gives away of its dialect.
  @Test(
    arguments: [
      (.order, #"{"data":{"id":"1","order_reference":"r"}}"#, .published),
      (.createOrder, #"{"data":{"orderId":"1","paymentAddress":"0xA"}}"#, .published),
      (.deposits, #"{"data":[{"address":"0xA","organization_id":"o"}]}"#, .published),
      (.order, #"{"data":{"orderId":"1","createdAt":"t"}}"#, .documented),
      (.deposits, #"{"data":{"deposits":[]}}"#, .documented),
      (.deposits, #"{"data":[]}"#, nil), (.order, #"{"data":{"orderId":"1"}}"#, nil),
      (.orderStatus, #"{"data":{"orderId":"1","createdAt":"t"}}"#, nil),
      (.transfers, #"{"data":[{"deposit_reference":"u"}]}"#, nil),
    ] as [(PayIn.Operation, String, APIDialect?)])
  func dialectIsDetectedFromTheReply(_ operation: PayIn.Operation, _ body: String, _ expected: APIDialect?) throws {
    #expect(APIDialect(detectedIn: try #require(Envelope(Array(body.utf8))), of: operation) == expected)
  }
}
