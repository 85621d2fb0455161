import HTTP
import JSON
import Testing

@testable import PayIn

extension DialectTests {
  static let refusal =
    #"{"success":false,"error":"Validation error","message":"Currency USDC must have at least one chain option"}"#
  private static let made = ScriptedTransport.Reply.json(201, #"{"data":{"id":"l"}}"#)

  private func link(_ amount: String = "25") throws -> NewPaymentLink {
    NewPaymentLink(
      title: "T", amount: try Amount(amount, allowsZero: true),
      currencies: [
        .init(currency: "USDC", chainID: "polygon-amoy"), .init(currency: "USDT", chainID: "tron-nile"),
        .init(currency: "USDC", chainID: "ethereum-sepolia"), .init(currency: "USDC", chainID: "polygon-amoy"),
      ])
  }

  private static let pairs =
    #""currencies":[{"currency":"USDC","chainId":"polygon-amoy"},{"currency":"USDT","chainId":"tron-nile"},"#
    + #"{"currency":"USDC","chainId":"ethereum-sepolia"},{"currency":"USDC","chainId":"polygon-amoy"}]"#
  private static let grouped =
    #""currencies":[{"currency":"USDC","chainOptions":["polygon-amoy","ethereum-sepolia"]},"#
    + #"{"currency":"USDT","chainOptions":["tron-nile"]}]"#

  /// Row 8: refused for its form, a link is sent once more by currency with the chains of each; the next one at once so.
  @Test func linkIsSentAgainWithItsChainsGrouped() async throws {
    let transport = RoutedTransport(["POST /payment-links": [.json(400, Self.refusal), Self.made]])
    let client = try PayInClient.make(transport)
    #expect(try await client.createPaymentLink(link()).outcome == .created)
    _ = try await client.createPaymentLink(link())
    #expect(transport.lines == Array(repeating: "POST /payment-links", count: 3))
    let forms = transport.bodies.map { body in [Self.pairs, Self.grouped].map(body.contains) }
    #expect(forms == [[true, false], [false, true], [false, true]])
  }

  /// Row 8: nothing else that can come back allows a link to be sent a second time.
  @Test(
    arguments: [200, 201, 202, 301, 307, 401, 403, 404, 408, 409, 410, 422, 429, 500, 502, 503, 504].map {
      ($0, refusal)
    }
      + [
        (400, #"{"success":false,"error":"Validation error","message":"amount must be numeric"}"#),
        (400, #"{"success":false,"error":"ValidationError","message":"chainId is required"}"#), (400, "chain option"),
        (400, ""), (400, #"{"success":false,"error":"InsufficientAddresses","message":"no chain option"}"#),
      ])
  func linkIsSentAgainForNothingElse(_ status: Int, _ body: String) async throws {
    let transport = RoutedTransport(["POST /payment-links": [.json(status, body), Self.made]])
    let client = try PayInClient.make(transport)
    #expect(await failure { _ = try await client.createPaymentLink(try link()) } != nil)
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
  }

  /// Row 8: nor does an answer that never came.
  @Test(arguments: [HTTPTransportError.Code.timeout, .connectionLost, .malformedResponse], [true, false])
  func linkWithoutAnAnswerIsNotSentAgain(_ code: HTTPTransportError.Code, _ mayHaveReached: Bool) async throws {
    let lost = HTTPTransportError(code, mayHaveReachedServer: mayHaveReached)
    let transport = RoutedTransport(["POST /payment-links": [.failure(lost), Self.made]])
    let client = try PayInClient.make(transport)
    #expect(await failure { _ = try await client.createPaymentLink(try link()) } != nil)
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
  }

  /// Row 8: the second refusal is the last, and where the operator named the dialect there is no second form.
  @Test(arguments: [(APIDialect.auto, [pairs, grouped]), (.documented, [pairs]), (.published, [grouped])])
  func linkIsSentInNoMoreThanTwoForms(_ dialect: APIDialect, _ forms: [String]) async throws {
    let transport = RoutedTransport(["POST /payment-links": [.json(400, Self.refusal)]])
    let client = try PayInClient.make(transport, dialect: dialect)
    let error = await failure { _ = try await client.createPaymentLink(try link()) }
    #expect((error?.code, error?.outcome) == (.rejected, .rejected))
    #expect(transport.bodies.count == forms.count)
    for (body, form) in zip(transport.bodies, forms) { #expect(body.contains(form)) }
  }

  /// Row 9: an amount that the payer chooses is said so; a price is not.
  @Test(arguments: [("0", true), ("0.00", true), ("25", false)])
  func openAmountIsTheUsersInput(_ amount: String, _ isOpen: Bool) throws {
    let body = try link(amount).body(token: "t")
    #expect(body["amount"] == (isOpen ? "0" : "25"))
    #expect(body["amountType"] == (isOpen ? "user_input" : nil))
  }

  /// Row 9: a price of nothing in its place is warned about.
  @Test func fixedPriceOfNothingIsWarnedAbout() async throws {
    let reply = ScriptedTransport.Reply.json(201, #"{"data":{"id":"l","amount":"0","amount_type":"fixed"}}"#)
    let result = try await PayInClient.make(ScriptedTransport(reply)).createPaymentLink(link("0"))
    #expect(result.warnings == [Warning(.replyDiffers, fields: ["amountType"])])
  }

  /// Row 10: a draft has the checkout address that the API gives it, or none.
  @Test(arguments: [
    (#"{"id":"l","status":"draft","slug":null,"url":null}"#, nil),
    (#"{"id":"l","status":"draft","slug":"abc"}"#, nil),
    (#"{"id":"l","status":"draft","slug":"abc","checkoutUrl":"https://h/checkout/abc"}"#, "https://h/checkout/abc"),
  ])
  func draftHasNoInventedCheckout(_ data: String, _ expected: String?) async throws {
    let transport = ScriptedTransport(.json(201, #"{"data":\#(data)}"#))
    #expect(try await PayInClient.make(transport).createPaymentLink(link()).resource?["checkoutUrl"] == expected)
    // Archiving gives it none either.
    #expect(try await PayInClient.make(transport).archivePaymentLink("l").resource?["checkoutUrl"] == expected)
  }

  /// Row 10: once published a link without an address has that of its slug.
  @Test(arguments: [
    (#"{"id":"l","status":"published","slug":"a b"}"#, "https://testnet.payin.com/checkout/a%20b"),
    (#"{"id":"l","status":"published","slug":"abc","url":"https://pay/abc"}"#, "https://pay/abc"),
    (#"{"id":"l","status":"published","slug":null}"#, nil), (#"{"id":"l","slug":"abc"}"#, nil),
  ])
  func publishedLinkHasTheCheckoutOfItsSlug(_ data: String, _ expected: String?) async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(200, #"{"data":\#(data)}"#)))
    #expect(try await client.publishPaymentLink("l").resource?["checkoutUrl"] == expected)
  }

  /// Row 11: what a link lost when it was made is set by a change, and said.
  @Test func lostStockAndExpiryAreRepaired() async throws {
    let row = #"{"id":"l","inventory_total":null,"expires_at":null}"#
    let kept = #"{"id":"l","inventory_total":5,"expires_at":"2030-01-01T00:00:00.000Z"}"#
    let transport = RoutedTransport([
      "POST /payment-links": [.json(201, #"{"data":\#(row)}"#)],
      "PUT /payment-links/l": [.json(200, #"{"data":\#(kept)}"#)],
    ])
    let result = try await PayInClient.make(transport).createPaymentLink(limited())
    #expect(result.outcome == .created)
    #expect(result.resource?.fields["inventoryTotal"] == 5)
    #expect(result.warnings == [Warning(.repaired, fields: ["inventoryTotal", "expiresAt"])])
    #expect(transport.bodies.last == #"{"inventoryTotal":5,"expiresAt":"2030-01-01T00:00:00Z"}"#)
  }

  private func limited() throws -> NewPaymentLink {
    var link = try link()
    link.inventoryTotal = 5
    link.expiresAt = "2030-01-01T00:00:00Z"
    return link
  }

  /// Row 11: if that fails, or is not seen to have worked, nobody may miss it; the link is made and not made again.
  @Test(
    arguments: [
      .json(404, #"{"error":"Not Found"}"#), .json(500, ""), .json(200, #"{"success":true}"#),
      .json(200, #"{"data":{"id":"l","inventory_total":null,"expires_at":null}}"#),
      .failure(HTTPTransportError(.connectionLost, mayHaveReachedServer: true)),
    ] as [ScriptedTransport.Reply])
  func lossThatStaysIsWarnedAbout(_ reply: ScriptedTransport.Reply) async throws {
    let row = #"{"data":{"id":"l","inventory_total":null,"expires_at":null}}"#
    let transport = RoutedTransport(["POST /payment-links": [.json(201, row)], "PUT /payment-links/l": [reply]])
    let result = try await PayInClient.make(transport).createPaymentLink(limited())
    #expect(result.outcome == .created)
    #expect(result.warnings.map(\.code) == [.inventoryLost, .expiryLost])
    #expect(result.warnings.allSatisfy { $0.message[.english].rendered().hasPrefix("Do not publish") })
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
    #expect(transport.lines.count { $0.hasPrefix("PUT") } == 1)
  }

  /// Row 12: by our clock the times of the order are 784111777 and what follows: 1994-11-06T08:49:37Z.
  @Test(
    arguments: [
      (30, 5, "1994-11-06T09:24:37Z", true), (30, 5, "1994-11-06T09:19:37Z", true),
      (30, 5, "1994-11-06T09:04:37Z", false),
      (nil, 20, "1994-11-06T09:19:37Z", true), (30, nil, "1994-11-06T09:24:37Z", true),
      (nil, nil, "1994-11-06T23:00:00Z", true),
    ] as [(Int?, Int?, String, Bool)])
  func timesAreHeldAgainstTheMomentOfSending(
    _ window: Int?, _ grace: Int?, _ expires: String, _ isHonoured: Bool
  ) async throws {
    let reply = #"{"data":{"orderId":"o","address":"\#(OrderAPI.address)","expiresAt":"\#(expires)"}}"#
    let transport = RoutedTransport(["POST /orders": [.json(201, reply)]])
    var order = try NewOrder.make()
    (order.paymentWindowMinutes, order.graceMinutes) = (window, grace)
    let result = try await PayInClient.make(transport).createOrder(order)
    #expect(result.warnings.map(\.code) == (isHonoured ? [] : [.windowNotHonoured]))
  }

  /// Row 12: a clock that is wrong does not blame the API: the order itself tells when it was made.
  @Test(arguments: [
    ("2025-01-28T11:00:00Z", "2025-01-28T11:05:00Z", true), ("2025-01-28T10:40:00Z", "2025-01-28T10:45:00Z", false),
  ])
  func orderIsReadBeforeTheClockIsBelieved(_ end: String, _ expires: String, _ isHonoured: Bool) async throws {
    let row =
      #"{"data":{"id":"o","created_at":"2025-01-28T10:30:00Z","payment_window_ends_at":"\#(end)","grace_period_ends_at":"\#(expires)"}}"#
    let transport = RoutedTransport([
      "POST /orders": [
        .json(201, #"{"data":{"orderId":"o","address":"\#(OrderAPI.address)","expiresAt":"\#(expires)"}}"#)
      ],
      "GET /orders/o": [.json(200, row)],
    ])
    var order = try NewOrder.make()
    order.paymentWindowMinutes = 30
    let result = try await PayInClient.make(transport).createOrder(order)
    #expect(result.warnings.map(\.code) == (isHonoured ? [] : [.windowNotHonoured]))
  }
}
