import JSON
import Testing

@testable import PayIn

@Suite struct WebhookEventTests {
  private func read(_ body: String) -> WebhookEvent? {
    WebhookEvent(Array(body.utf8))
  }

  @Test func documentedEventIsTakenAsItIs() throws {
    let event = try #require(read(SignedWebhook.hex.body))
    #expect(
      event.json.description == """
        {"id":"evt_abc123","type":"order.completed","known":true,"createdAt":"2025-01-28T10:30:00Z",\
        "data":{"orderId":"ord_xyz789","orderReference":"order_123","status":"completed","amount":"100",\
        "currency":"USDT","chainId":"ethereum-sepolia","txHash":"0xabc","completedAt":"2025-01-28T10:29:45Z"}}
        """)
    #expect(event.deduplicationKey == "evt_abc123")
  }

  /// `expires_at` of an event is the end of the payment window, not of the grace that `expiresAt` is elsewhere.
  @Test func publishedDialectGetsTheDocumentedNames() throws {
    let event = try #require(read(SignedWebhook.timestamped.body))
    #expect(
      event.json.description == """
        {"id":"evt_order_completed_5f0c","type":"order.completed","known":true,\
        "createdAt":"2025-01-28T10:30:00.000Z","data":{"orderId":"5f0c","orderReference":"order_123",\
        "amount":"100.000000","currency":"USDT","chainId":"ethereum-sepolia","address":"0xA",\
        "paymentWindowEndsAt":"2025-01-28T10:40:00.000Z","completedAt":"2025-01-28T10:29:45.000Z",\
        "status":"completed"}}
        """)
    #expect(event.deduplicationKey == "evt_order_completed_5f0c")
  }

  @Test func completedDepositIsAConfirmedOne() throws {
    let body = """
      {"id":"evt_deposit_completed_0xC","type":"deposit.completed","created_at":"t","data":{"depositReference":"u",
      "token":"USDC","chain":"polygon-amoy","amount":5.50,"depositAddress":"0xB","txHash":"0xC","blockNumber":12,
      "timestamp":"s","redirectUrl":"https://h","organizationId":"org"}}
      """
    let event = try #require(read(body))
    #expect(
      event.json.description == """
        {"id":"evt_deposit_completed_0xC","type":"deposit.confirmed","sentType":"deposit.completed","known":true,\
        "createdAt":"t","data":{"depositReference":"u","amount":"5.50","currency":"USDC","chainId":"polygon-amoy",\
        "address":"0xB","txHash":"0xC","blockNumber":12,"timestamp":"s","status":"confirmed"}}
        """)
  }

  @Test(arguments: [
    ("order.created", true), ("order.completed", true), ("order.expired", true), ("deposit.pending", true),
    ("deposit.confirmed", true), ("deposit.completed", true), ("deposit.address_bound", true), ("test.event", true),
    ("payment_link.created", false), ("order.refunded", false), ("ORDER.COMPLETED", false),
  ])
  func unknownTypeIsNoError(_ type: String, _ isKnown: Bool) throws {
    #expect(try #require(read(#"{"id":"e","type":"\#(type)","data":{}}"#)).isKnown == isKnown)
  }

  @Test(arguments: [
    (#"{"id":"e","type":"order.completed","data":{"orderId":"o"}}"#, "e"),
    (#"{"id":7,"type":"x"}"#, "7"),
    (#"{"type":"order.completed","data":{"order_id":"o","txHash":"0xA"}}"#, "order.completed:o"),
    (#"{"type":"deposit.completed","data":{"depositReference":"u","txHash":"0xA"}}"#, "deposit.confirmed:0xA"),
    (#"{"type":"deposit.address_bound","data":{"depositReference":"u"}}"#, "deposit.address_bound:u"),
    (#"{"id":null,"type":"test.event","data":{"message":"hi"}}"#, nil),
  ])
  func keyToDeduplicateByIsTheIdOrWhatTheEventIsAbout(_ body: String, _ key: String?) throws {
    #expect(try #require(read(body)).deduplicationKey == key)
  }

  @Test(arguments: [
    "", "null", "[]", "7", "{}", #"{"id":"e"}"#, #"{"id":"e","type":{}}"#, "{\"type\":\"x\"} x", "a=b",
    #"{"type":"order.completed","type":"order.expired"}"#,
    #"{"type":"order.completed","data":{"amount":"1","amount":"100"}}"#,
  ])
  func bodyThatIsNoEventIsNone(_ body: String) {
    #expect(read(body) == nil)
  }

  /// A key that repeated deliveries are told apart by must not be another for being shown.
  @Test func valuesStayAsTheyCame() throws {
    let body = #"{"id":"e\u202e\n1","type":"test.event","data":{"depositReference":"user\u200d1"}}"#
    let event = try #require(WebhookEvent(Array(body.utf8)))
    #expect(event.id == "e\u{202E}\n1")
    #expect(event.data?["depositReference"] == "user\u{200D}1")
    #expect(event.deduplicationKey == event.id)
  }
}
