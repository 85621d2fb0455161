import HTTP
import JSON
import Testing

@testable import PayIn

/// A change of a link whose answer was lost is only `reconciled` if the link shows it, whole.
@Suite struct PaymentLinkUpdateTests {
  private static let long = String(repeating: "x", count: 600)

  private func update(_ change: (inout PaymentLinkUpdate) -> Void) -> PaymentLinkUpdate {
    var update = PaymentLinkUpdate()
    change(&update)
    return update
  }

  private func record(_ row: JSONObject) throws -> APIResource {
    try #require(
      APIResource(.object(JSONObject([.init(name: "id", value: "l")] + row.members)), schema: .paymentLinkDetails))
  }

  @Test(
    arguments: [
      (["description": .string(long + "a")], true), (["description": .string(long + "b")], false), ([:], false),
    ] as [(JSONObject, Bool)])
  func longTextIsComparedToItsEnd(_ row: JSONObject, _ isWhole: Bool) throws {
    let update = update { $0.description = Self.long + "a" }
    #expect(update.isWhole(in: try record(row)) == isWhole)
  }

  /// Absent is not empty.
  @Test(
    arguments: PaymentLinkUpdate.Clearable.allCases,
    [(JSONValue.null, true), ("", true), ("x", false), (nil, false)] as [(JSONValue?, Bool)])
  func clearedFieldMustBeShownEmpty(
    _ field: PaymentLinkUpdate.Clearable, _ shown: (value: JSONValue?, isWhole: Bool)
  ) throws {
    let update = update { $0.cleared = [field] }
    var row: JSONObject = [:]
    row[field.rawValue] = shown.value
    #expect(update.isWhole(in: try record(row)) == shown.isWhole)
  }

  @Test(
    arguments: [
      (["metadata": ["a": 1]], true), (["metadata": ["a": 1, "payinMcpToken": "t"]], true),
      (["metadata": ["a": 2]], false),
      (["metadata": ["a": 1, "b": 2]], false), ([:], false),
    ] as [(JSONObject, Bool)])
  func metadataMustBeShown(_ row: JSONObject, _ isWhole: Bool) throws {
    let update = update { $0.metadata = ["a": 1] }
    #expect(update.isWhole(in: try record(row)) == isWhole)
  }

  @Test(
    arguments: [
      ("0", ["amount": "0", "amount_type": "user_input"], true), ("0", ["amount": "0", "amount_type": "fixed"], false),
      ("5", ["amount": "5.000000"], true), ("5", ["amount": "6"], false), ("5", [:], false),
    ] as [(String, JSONObject, Bool)])
  func amountMustBeShownAndOfItsKind(_ amount: String, _ row: JSONObject, _ isWhole: Bool) throws {
    let amount = try Amount(amount, allowsZero: true)
    #expect(update { $0.amount = amount }.isWhole(in: try record(row)) == isWhole)
  }

  /// The link costs 10; the currency had a price of its own of 7, which is taken back.
  @Test(
    arguments: [
      (["amount": "7"], false), (["amount": .null], true), (["amount": "10.000000"], true), ([:], nil),
    ] as [(JSONObject, Bool?)])
  func removedPriceIsProvenOnlyByWhatIsShown(_ price: JSONObject, _ isShown: Bool?) throws {
    let row = JSONObject([.init(name: "currency", value: "USDC"), .init(name: "chainId", value: "c")] + price.members)
    let link = try record(["amount": "10", "currencies": [.object(row)]])
    #expect([NewPaymentLink.Price(currency: "USDC", chainID: "c")].isShown(by: link) == isShown)
  }

  @Test(
    arguments: [
      ([["currency": "USDC", "chain_options": ["c"], "amount": "8"]], true),
      ([["currency": "USDC", "chain_options": ["c"], "amount": 8]], true),
      ([["currency": "USDC", "chain_options": ["c"], "amount": "7"]], false),
      ([["currency": "USDC", "chain_options": ["c"], "amount": .null]], false),
      ([["currency": "USDC", "chain_options": ["c"]]], nil),
      ([["currency": "USDC", "chain_options": ["c", "d"], "amount": "8"]], false),
      ([["currency": "USDT", "chain_options": ["c"], "amount": "8"]], false), ([], nil), ([["currency": 1]], nil),
    ] as [([JSONValue], Bool?)])
  func changedPriceIsComparedWhole(_ rows: [JSONValue], _ isShown: Bool?) throws {
    let link = try record(["amount": "10", "currencies": .array(rows)])
    let price = NewPaymentLink.Price(currency: "USDC", chainID: "c", amount: try Amount("8"))
    #expect([price].isShown(by: link) == isShown)
  }

  /// The connection broke before the effect, and the link still shows the old price.
  @Test func priceThatWasNotResetIsNotReconciled() async throws {
    let old = #"{"data":{"id":"l","amount":"10","currencies":[{"currency":"USDC","chainId":"c","amount":"7"}]}}"#
    let api = RoutedTransport([
      "PUT /payment-links/l/currencies": [
        .failure(HTTPTransportError(.connectionLost, mayHaveReachedServer: true))
      ], "GET /payment-links/l": [.json(200, old)],
    ])
    let client = try PayInClient.make(api)
    let error = try #require(
      await #expect(throws: PayInError.self) {
        try await client.updatePaymentLinkCurrencies("l", [NewPaymentLink.Price(currency: "USDC", chainID: "c")])
      })
    #expect((error.code, error.outcome) == (.outcomeUnknown, .unknown))
  }
}

/// A service that is as documented has no route that lists or reads links: a write whose answer is lost stays unknown.
@Suite struct UnreadableLinksTests {
  private static let lost = ScriptedTransport.Reply.failure(
    HTTPTransportError(.connectionLost, mayHaveReachedServer: true))
  private static let missing = ScriptedTransport.Reply.json(404, #"{"error":"Not Found"}"#)

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let retry: PayInError.Retry
    let call: @Sendable (PayInClient) async throws -> Void
  }

  @Test(arguments: [
    Row(testDescription: "create", retry: .unsafe) {
      _ = try await $0.createPaymentLink(NewPaymentLink(title: "T", amount: try Amount("5"), currencies: []))
    },
    Row(testDescription: "publish", retry: .safe) { _ = try await $0.publishPaymentLink("l") },
    Row(testDescription: "archive", retry: .safe) { _ = try await $0.archivePaymentLink("l") },
  ])
  func lostAnswerStaysUnknown(_ row: Row) async throws {
    let transport = ScriptedTransport(Self.lost, Self.missing)
    let client = try PayInClient.make(transport)
    let error = await #expect(throws: PayInError.self) { try await row.call(client) }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.outcome == .unknown)
    #expect(error?.retry == row.retry)
    #expect(transport.requests.count { $0.method != .get } == 1)
    #expect(transport.requests.count > 1)
  }
}
