import HTTP
import JSON
import Testing

@testable import PayIn

extension DialectTests {
  private func refusal(_ operation: PayIn.Operation, _ status: Int, _ body: String) throws -> PayInError {
    let result = Classifier(operation, date: 0).classify(.success(HTTPResponse(status: status, body: Array(body.utf8))))
    switch result {
    case .success: throw Unexpected.success
    case .failure(let error): return error
    }
  }

  private enum Unexpected: Error { case success }

  /// Row 13: an empty pool is one kind under each of its names.
  @Test(arguments: [
    (409, #"{"success":false,"error":"Address pool exhausted","code":"ADDRESS_POOL_EXHAUSTED","message":"m"}"#),
    (503, #"{"success":false,"error":"x","code":"NO_AVAILABLE_ADDRESSES","message":"m"}"#),
    (400, #"{"success":false,"error":"InsufficientAddresses","message":"m"}"#),
    (
      500, #"{"success":false,"error":"x","code":"DEPOSIT_BIND_FAILED","message":"No available evm addresses in pool"}"#
    ),
    (500, #"{"error":{"code":"X","message":"no available tron address"}}"#),
  ])
  func emptyPoolIsOneKind(_ status: Int, _ body: String) throws {
    for operation in [PayIn.Operation.createOrder, .bindDepositAddress] {
      let error = try refusal(operation, status, body)
      #expect((error.code, error.outcome) == (.addressPoolEmpty, .rejected))
    }
  }

  /// Row 13: the status comes first, then the code, then the name, then the text.
  @Test(arguments: [
    (
      401, #"{"error":"x","code":"ADDRESS_POOL_EXHAUSTED","message":"no available addresses"}"#,
      PayInError.Code.unauthorized
    ),
    (403, #"{"success":false,"error":"x","code":"ORDER_SERVICE_DISABLED"}"#, .forbidden),
    (429, #"{"success":false,"code":"ORDER_NOT_FOUND"}"#, .rateLimited),
    (200, #"{"success":false,"code":"ORDER_NOT_FOUND","error":"ValidationError","message":"m"}"#, .notFound),
    (200, #"{"success":false,"error":"NotFound","message":"no available addresses"}"#, .notFound),
    (200, #"{"success":false,"error":"Phrase","message":"no available addresses"}"#, .addressPoolEmpty),
    (400, #"{"success":false,"error":"Order validation failed","code":"ORDER_VALIDATION_FAILED"}"#, .rejected),
  ])
  func statusComesFirst(_ status: Int, _ body: String, _ code: PayInError.Code) throws {
    #expect(try refusal(.createOrder, status, body).code == code)
  }

  /// Row 13: mistakes of the caller that come back as 500 are refusals; nothing was changed.
  @Test(
    arguments: [
      (
        .createOrder, "ORDER_CREATION_FAILED", "Token DAI is not enabled. Enabled tokens: USDC, USDT", .rejected
      ),
      (
        .createOrder, "ORDER_CREATION_FAILED",
        "Token USDT is not available on chain polygon-amoy. Available: tron-nile",
        .rejected
      ),
      (.bindDepositAddress, "DEPOSIT_BIND_FAILED", "No available evm addresses in pool", .addressPoolEmpty),
      (.unbindDepositAddress, "DEPOSIT_UNBIND_FAILED", "Deposit address not found", .notFound),
      (.publishPaymentLink, "Failed to publish payment link", "Payment link not found", .notFound),
      (.archivePaymentLink, "Failed to archive payment link", "Payment link not found", .notFound),
      (.updatePaymentLink, "Failed to update payment link", "Payment link not found", .notFound),
      (.publishPaymentLink, "Internal server error", "invalid input syntax for type uuid: \"x\"", .notFound),
    ] as [(PayIn.Operation, String, String, PayInError.Code)])
  func mistakeUnder500IsARefusal(
    _ operation: PayIn.Operation, _ name: String, _ message: String, _ code: PayInError.Code
  ) throws {
    let body: JSONObject = [
      "success": false, "error": .string(name), "code": .string(name), "message": .string(message),
    ]
    let error = try refusal(operation, 500, JSONValue.object(body).description)
    #expect((error.code, error.outcome) == (code, .rejected))
    // The same words after any other 5xx prove nothing.
    if code != .addressPoolEmpty {
      #expect(try refusal(operation, 502, JSONValue.object(body).description).outcome == .unknown)
    }
  }

  /// Row 13: a code alone that stands for any failure is none that is known.
  @Test(arguments: ["connect ETIMEDOUT", "deadlock detected", "Transaction not found", ""])
  func failureOfTheServerStaysUncertain(_ message: String) throws {
    let body = #"{"success":false,"error":"x","code":"ORDER_CREATION_FAILED","message":"\#(message)"}"#
    #expect(try refusal(.createOrder, 500, body).outcome == .unknown)
  }

  /// Row 14: reads are asked again after 500, writes never are.
  @Test func writeIsSentOnceAfterAFailure() async throws {
    let transport = RoutedTransport(["GET /orders": [.json(500, "")], "POST /orders": [.json(500, "")]])
    let client = try PayInClient.make(transport)
    #expect(await failure { _ = try await client.orders() }?.code == .upstreamError)
    #expect(await failure { _ = try await client.createOrder(.make()) }?.outcome == .unknown)
    #expect(transport.lines.count { $0.hasPrefix("GET") } == 2)
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
  }

  /// Row 15: among orders whose references only contain it, or differ in case, none is the one.
  @Test func referenceIsComparedExactly() async throws {
    let api = OrderAPI(.after(OrderAPI.lost))
    for other in ["order_11", "ORDER_1"] { api.add(["id": "x", "order_reference": .string(other), "amount": "10.5"]) }
    // The rows of this API have the documented names; the look-up compares them as they are.
    for other in ["order_12", "Order_1"] {
      api.add(["orderId": "x", "orderReference": .string(other), "amount": "10.5"])
    }
    let result = try await PayInClient.make(api, checksDuplicates: true).createOrder(.make())
    #expect((result.outcome, result.resource?["orderId"]) == (.reconciled, "ord_5"))
    #expect(api.posts == 1)
  }

  /// Row 16: an id may have any form, and stays one part of the path.
  @Test(arguments: [
    ("ord_1", "ord_1"), ("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    ("a/../b?c#d", "a%2F..%2Fb%3Fc%23d"),
  ])
  func idOfAnyFormIsEncoded(_ id: String, _ encoded: String) async throws {
    let transport = RoutedTransport(["GET /orders/\(encoded)": [.json(200, #"{"data":{"orderId":"\#(id)"}}"#)]])
    _ = try await PayInClient.make(transport).order(id)
    #expect(transport.lines == ["GET /orders/\(encoded)"])
  }

  /// Row 17: both signatures are verified, whichever it is.
  @Test(arguments: SignedWebhook.both)
  func eitherSignatureIsVerified(_ webhook: SignedWebhook) throws {
    let verdict = try webhook.verdict()
    #expect(verdict.isValid)
    #expect(verdict.scheme == webhook.scheme)
  }

  /// Row 18: events have their documented names, and an unknown one is no fault.
  @Test(arguments: [
    ("order.completed", "order.completed", true), ("deposit.completed", "deposit.confirmed", true),
    ("deposit.confirmed", "deposit.confirmed", true), ("order.created", "order.created", true),
    ("invoice.sent", "invoice.sent", false),
  ])
  func eventHasItsDocumentedName(_ sent: String, _ type: String, _ isKnown: Bool) throws {
    for created in ["createdAt", "created_at"] {
      let body = #"{"id":"e","type":"\#(sent)","\#(created)":"t","data":{"order_id":"o"}}"#
      let event = try #require(WebhookEvent(Array(body.utf8)))
      #expect((event.type, event.createdAt, event.data?["orderId"]) == (type, "t", "o"))
      #expect(event.isKnown == isKnown)
    }
  }

  /// Row 19: an event is known again by its id, and without one by its order and type.
  @Test func eventIsKnownAgainWithoutATransaction() throws {
    func key(_ body: String) -> String? { WebhookEvent(Array(body.utf8))?.deduplicationKey }
    #expect(key(#"{"id":"evt_1","type":"order.completed","data":{"order_id":"o"}}"#) == "evt_1")
    let completed = try #require(key(#"{"type":"order.completed","data":{"order_id":"o"}}"#))
    #expect(completed.contains("o") && completed.contains("order.completed"))
    #expect(key(#"{"type":"order.completed","data":{"orderId":"o"}}"#) == completed)
    #expect(key(#"{"type":"order.expired","data":{"order_id":"o"}}"#) != completed)
  }

  /// Row 20: a pair that does not exist is refused if the list is the server's own and whole, else warned about.
  @Test(arguments: [true, false])
  func missingPairIsRefusedOnlyIfCertain(_ isCertain: Bool) {
    let check = AssetCheck(
      host: AssetHost(network: .test),
      table: AssetTable.builtIn.restricted(to: .test, isComplete: isCertain))
    let findings = check.findings(for: [
      .pair(currency: "USDT", chainID: "polygon-amoy", amount: nil, prefix: ""),
      .pair(currency: "DAI", chainID: "ethereum-sepolia", amount: nil, prefix: ""),
    ])
    #expect(findings.count == 2)
    #expect(findings.allSatisfy { $0.isCertain == isCertain })
  }

  /// Row 21: six decimals and no zero, with the reason.
  @Test(arguments: [("1.1234567", Amount.ValidationError.tooManyDecimals), ("0", .zero), ("-1", .notPlainDigits)])
  func amountThatWouldBeRoundedIsRefused(_ text: String, _ error: Amount.ValidationError) {
    #expect(throws: error) { try Amount(text) }
  }

  /// Row 22: archived is a flag beside the status, and a status that says so sets it.
  @Test(arguments: [
    (#"{"status":"published","is_archived":true}"#, #"{"status":"published","archived":true}"#),
    (#"{"status":"draft","is_archived":false}"#, #"{"status":"draft","archived":false}"#),
    (#"{"status":"archived"}"#, #"{"status":"archived","archived":true}"#),
    (#"{"status":"published"}"#, #"{"status":"published"}"#),
  ])
  func archivedIsAFlag(_ row: String, _ expected: String) throws {
    #expect(try record(row, .paymentLink) == expected)
  }

  /// Row 23: health is what was received, of a server that is well and of one that is not.
  @Test(arguments: [
    (
      200, #"{"status":"healthy","timestamp":"t","version":"0.1.0"}"#,
      #"{"status":"healthy","version":"0.1.0","timestamp":"t"}"#
    ),
    (
      200, #"{"status":"healthy","timestamp":"t","manager":{"initialized":true,"x":[1]}}"#,
      #"{"status":"healthy","timestamp":"t","manager":{"initialized":true}}"#
    ),
    (503, #"{"status":"unhealthy","error":"db"}"#, #"{"status":"unhealthy","error":"db"}"#),
  ])
  func healthIsWhatWasReceived(_ status: Int, _ body: String, _ expected: String) async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(status, body)))
    #expect(JSONValue.object(try await client.health().fields).description == expected)
  }

  /// Row 24: the key goes out as a bearer token and in no other header.
  @Test func keyIsABearerToken() async throws {
    let transport = RoutedTransport(["GET /orders": [.json(200, #"{"data":[]}"#)]])
    _ = try await PayInClient.make(transport).orders()
    let headers = try #require(transport.requests.first).headers
    #expect(headers["authorization"] == "Bearer \(APIKey.canary)")
    #expect(headers["x-api-key"] == nil)
  }

  /// Row 25: sums stay apart by token; a single sum stays as it came.
  @Test(arguments: [
    (#"{"totalAmount":{"USDT":"5.0","USDC":"7"}}"#, #"{"totalAmountByCurrency":{"USDT":"5.0","USDC":"7"}}"#),
    (#"{"totalAmount":"12.50"}"#, #"{"totalAmount":"12.50"}"#),
  ])
  func sumsStayApart(_ row: String, _ expected: String) throws {
    #expect(try record(row, .depositReference) == expected)
  }

  /// Row 26: any host can be named; which network it is follows from it, and the main one is not written to unasked.
  @Test(arguments: [
    ("https://testnet.payin.com", Mode.testnet, true), ("https://app.testnet.payin.com/api/v1", .testnet, true),
    ("https://app.payin.com/api/v1", .mainnet, false), ("https://app.mainnet.payin.com", .mainnet, false),
    ("https://pay.example.org", .custom, true),
  ])
  func networkFollowsFromTheHost(_ url: String, _ mode: Mode, _ allowsWrites: Bool) throws {
    let configuration = try Configuration.load(environment: [
      "PAYIN_BASE_URL": url, "PAYIN_API_KEY": "pk_0123456789abcd12",
    ])
    #expect(configuration.mode == mode)
    #expect(configuration.allowsWrites == allowsWrites)
  }
}
