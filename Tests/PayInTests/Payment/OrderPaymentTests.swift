import JSON
import Testing

@testable import PayIn

@Suite struct OrderPaymentTests {
  /// 2025-01-28T10:30:00Z by `date -d`.
  private static let now = 1_738_060_200

  /// With 2025-01-28T10:45:00Z as the end of each order that names none.
  private static let rows: [(fields: String, expected: OrderPayment)] = [
    // Nothing is shown of what was received.
    (#""amount":"49.990""#, .due(amount: "49.990", isCertain: false)),
    (#""amount":"0.000000000000000001""#, .due(amount: "0.000000000000000001", isCertain: false)),
    (#""amount":"49.99","receivedAmount":"0""#, .due(amount: "49.99", isCertain: true)),
    (#""amount":"1","receivedAmount":"0.0000000000000000000""#, .due(amount: "1", isCertain: true)),
    (#""amount":"49.99","receivedAmount":"9.99""#, .due(amount: "40", isCertain: true)),
    (#""amount":"49.99","receivedAmount":"49.99""#, .received),
    (#""amount":"49.99","receivedAmount":"50""#, .received),
    // More decimals than a caller may give, by Python's `decimal`.
    (#""amount":"10.5","receivedAmount":"10.5000000000001""#, .received),
    (#""amount":"10.5","receivedAmount":"5.00000000""#, .due(amount: "5.5", isCertain: true)),
    (#""amount":"10.5","receivedAmount":"5.00000001""#, .due(amount: "5.49999999", isCertain: true)),
    (
      #""amount":"0.000000000000000002","receivedAmount":"0.000000000000000001""#,
      .due(amount: "0.000000000000000001", isCertain: true)
    ),
    (#""amount":"10.5","receivedAmount":"5.0000000000000000001""#, .doubtful(.received)),
    (#""amount":"10.5","receivedAmount":"1e1""#, .doubtful(.received)),
    (#""amount":"10.5","receivedAmount":"0","confirmedAmount":"-1""#, .doubtful(.received)),
    // What is confirmed has come, and more may be on its way.
    (#""amount":"49.99","confirmedAmount":"0""#, .doubtful(.unconfirmed)),
    (#""amount":"49.99","confirmedAmount":"9.99""#, .doubtful(.unconfirmed)),
    (#""amount":"49.99","confirmedAmount":"49.990000""#, .received),
    (#""amount":"49.99","receivedAmount":"0","confirmedAmount":"9.99""#, .due(amount: "40", isCertain: true)),
    // Nobody is asked for an amount that no one can send.
    (#""receivedAmount":"0""#, .doubtful(.amount)), (#""amount":"lots""#, .doubtful(.amount)),
    (#""amount":"-5""#, .doubtful(.amount)), (#""amount":"0""#, .doubtful(.amount)),
    (#""amount":"1e2""#, .doubtful(.amount)), (#""amount":"1,000""#, .doubtful(.amount)),
    (#""amount":"1","expiresAt":"2025-01-28T10:30:01Z""#, .due(amount: "1", isCertain: false)),
    (#""amount":"1","expiresAt":"2025-01-28T10:30:00Z""#, .late(end: "2025-01-28T10:30:00Z")),
    // The window counts, not the grace after it.
    (#""amount":"1","paymentWindowEndsAt":"2025-01-28T10:29:00Z""#, .late(end: "2025-01-28T10:29:00Z")),
    (
      #""amount":"1","receivedAmount":"1","paymentWindowEndsAt":"2025-01-28T10:29:00Z""#, .received
    ),
    (#""amount":"1","expiresAt":"soon""#, .doubtful(.end("soon"))),
    (#""amount":"1","expiresAt":"2025-01-28T10:29:00""#, .doubtful(.end("2025-01-28T10:29:00"))),
    (#""amount":"1","expiresAt":"1738060140""#, .doubtful(.end("1738060140"))),
    (#""amount":"1","paymentWindowEndsAt":"soon","expiresAt":"2025-01-28T10:29:00Z""#, .late(end: "soon")),
    (#""status":"Completed","amount":"1""#, .closed(status: "Completed")),
    (#""status":"expired","amount":"1""#, .closed(status: "expired")),
    (#""status":"processing","amount":"1""#, .closed(status: "processing")),
    (#""status":"on_hold","amount":"1""#, .closed(status: "on_hold")),
    (#""status":null,"amount":"1""#, .closed(status: nil)),
  ]

  private func order(_ fields: String) throws -> APIResource {
    var object = try #require(JSONParser.parse("{\(fields)}").object)
    for (name, text) in [("orderId", "o"), ("status", "pending"), ("expiresAt", "2025-01-28T10:45:00Z")]
    where object[name] == nil {
      object[name] = .string(text)
    }
    return try #require(APIResource(.object(object), schema: .order))
  }

  @Test func payerIsAskedForWhatIsMissingWhileItCountsStill() throws {
    for row in Self.rows {
      let order = try order(row.fields)
      #expect(OrderPayment(order, now: Self.now) == row.expected, "\(row.fields)")
      #expect(OrderPayment(OrderProgress(order, now: Self.now)) == row.expected, "\(row.fields)")
    }
  }

  @Test func orderWithoutAnEndCanBePaid() throws {
    let text = #"{"orderId":"o","status":"pending","amount":"1"}"#
    let order = try #require(APIResource(try JSONParser.parse(text), schema: .order))
    #expect(OrderPayment(order, now: Self.now) == .due(amount: "1", isCertain: false))
  }

  /// The payer's page shows what the order of the published API does not.
  @Test func pageOfThePayerTellsWhatHasArrived() throws {
    let page = #"{"orderId":"o","receivedAmount":"1.000000","confirmedReceived":"0.000000"}"#
    let status = try #require(APIResource(try JSONParser.parse(page), schema: .orderStatus))
    let order = try order(#""amount":"1","confirmedAmount":"0""#)
    #expect(OrderPayment(OrderProgress(order, status: status, now: Self.now)) == .received)
  }
}
