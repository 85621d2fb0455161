import JSON
import Testing

@testable import PayIn

@Suite struct OrderPaymentTests {
  /// 2025-01-28T10:30:00Z by `date -d`.
  private static let now = 1_738_060_200

  private static let rows: [(fields: String, expected: OrderPayment)] = [
    (#""status":"pending","amount":"49.990""#, .due(amount: "49.990")),
    (#""status":"pending","amount":"49.99","receivedAmount":"0""#, .due(amount: "49.99")),
    (#""status":"pending","amount":"49.99","receivedAmount":"9.99""#, .due(amount: "40")),
    (#""status":"pending","amount":"49.99","confirmedAmount":"0.000001""#, .due(amount: "49.989999")),
    (#""status":"pending","amount":"49.99","receivedAmount":"49.99""#, .received),
    (#""status":"pending","amount":"49.99","receivedAmount":"50""#, .received),
    // Amounts of 18 decimals are passed on, and never subtracted inexactly.
    (#""status":"pending","amount":"0.000000000000000001""#, .due(amount: "0.000000000000000001")),
    (
      #""status":"pending","amount":"0.000000000000000002","receivedAmount":"0.000000000000000001""#, .due(amount: nil)
    ),
    (#""status":"pending","amount":"1","receivedAmount":"0.000000000000000000""#, .due(amount: "1")),
    (#""status":"pending","amount":"lots","receivedAmount":"1""#, .due(amount: nil)),
    (#""status":"pending""#, .due(amount: nil)),
    (#""status":"pending","amount":"1","expiresAt":"2025-01-28T10:30:01Z""#, .due(amount: "1")),
    (#""status":"pending","amount":"1","expiresAt":"2025-01-28T10:30:00Z""#, .late(end: "2025-01-28T10:30:00Z")),
    // The window counts, not the grace after it.
    (
      #""status":"pending","amount":"1","expiresAt":"2025-01-28T10:35:00Z","paymentWindowEndsAt":"2025-01-28T10:29:00Z""#,
      .late(end: "2025-01-28T10:29:00Z")
    ),
    (#""status":"pending","amount":"1","expiresAt":"soon""#, .due(amount: "1")),
    (#""status":"Completed","amount":"1""#, .closed(status: "Completed")),
    (#""status":"expired","amount":"1""#, .closed(status: "expired")),
    (#""status":"processing","amount":"1""#, .closed(status: "processing")),
    (#""status":"on_hold","amount":"1""#, .closed(status: "on_hold")), (#""amount":"1""#, .closed(status: nil)),
  ]

  @Test func payerIsAskedForWhatIsMissingWhileItCountsStill() throws {
    for row in Self.rows {
      let order = try #require(APIResource(try JSONParser.parse(#"{"orderId":"o",\#(row.fields)}"#), schema: .order))
      #expect(OrderPayment(order, now: Self.now) == row.expected, "\(row.fields)")
      let progress = OrderProgress(order, now: Self.now)
      #expect(OrderPayment(progress, now: Self.now) == row.expected, "\(row.fields)")
    }
  }

  /// The sandbox's clock may be ahead of this machine's.
  @Test func clockOfTheAPIEndsTheTimeToo() throws {
    let text = #"{"orderId":"o","status":"pending","amount":"1","expiresAt":"2025-01-28T10:45:00Z"}"#
    let order = try #require(APIResource(try JSONParser.parse(text), schema: .order))
    let progress = OrderProgress(order, now: Self.now + 900)
    #expect(OrderPayment(progress, now: Self.now) == .late(end: "2025-01-28T10:45:00Z"))
  }
}
