import JSON
import Testing

@testable import PayIn

@Suite struct WebhookSampleTests {
  private func sample(
    _ kind: WebhookSample.Kind, _ scheme: WebhookSignature.Scheme, _ reference: String = "order_123",
    _ amount: String = "100", at now: Int = SignedWebhook.signedAt
  ) throws -> WebhookSample {
    WebhookSample(kind, scheme, reference: reference, amount: try Amount(amount), now: now)
  }

  /// Ids by Python's `hashlib.sha256(b"order/order_123").hexdigest()[:16]` and alike, codes by its `hmac`.
  @Test func documentedOrderIsThatOfTheGuide() throws {
    let sample = try sample(.orderCompleted, .hex)
    #expect(
      String(decoding: sample.body, as: UTF8.self) == """
        {"id":"evt_651674804dcc8f2f","type":"order.completed","createdAt":"2025-01-28T10:30:00Z",\
        "data":{"orderId":"ord_d0dd828b314af88a","orderReference":"order_123","status":"completed","amount":"100",\
        "currency":"USDT","chainId":"ethereum-sepolia",\
        "txHash":"0xed737d0338bc77d17e8f0d95bf0ef0cad3437b3f5c55e2851898f51a752a393a",\
        "completedAt":"2025-01-28T10:29:45Z"}}
        """)
    #expect(
      sample.headers(signedWith: try WebhookSecret(SignedWebhook.secret)) == [
        "Content-Type": "application/json",
        "x-payin-signature": "e182f4fe2c8f293f3961b492de36aac90183b36c8d787df31db44e55a85271fd",
      ])
  }

  @Test func openDepositHasTheHeadersAndNamesOfTheOpenCode() throws {
    let sample = try sample(.depositConfirmed, .timestamped, "user_456", "5.50")
    let hash = "0x8fbac4da1ab9a66f42cf96c2898c277910f8927187c9cee75a0c55ae40d7dcaf"
    #expect(
      String(decoding: sample.body, as: UTF8.self) == """
        {"id":"evt_deposit_completed_\(hash)","type":"deposit.completed","created_at":"2025-01-28T10:30:00Z",\
        "data":{"depositReference":"user_456","token":"USDT","chain":"ethereum-sepolia","amount":"5.50",\
        "depositAddress":"0xad2f385ec85d6ea566334ed298616d9d0389b9e0","txHash":"\(hash)","blockNumber":7500000,\
        "timestamp":"2025-01-28T10:29:45Z"}}
        """)
    #expect(
      sample.headers(signedWith: try WebhookSecret(SignedWebhook.secret)) == [
        "Content-Type": "application/json",
        "X-PayIn-Signature": "t=1738060200,v1=286e6ddb3cf53d7c0de9e44efe89f5c21d82f927ef4213104ff8aac2dc846f50",
        "X-PayIn-Event-Type": "deposit.completed", "X-PayIn-Event-Id": .string("evt_deposit_completed_\(hash)"),
        "X-PayIn-Delivery-Id": "dlv_5d6559846e0ba294", "User-Agent": "PayIn-Webhook/1.0",
      ])
  }

  @Test(arguments: WebhookSample.Kind.allCases, WebhookSignature.Scheme.allCases)
  func everySampleIsAKnownEventInItsDialect(_ kind: WebhookSample.Kind, _ scheme: WebhookSignature.Scheme) throws {
    let sample = try sample(kind, scheme, "r-1")
    let event = try #require(WebhookEvent(sample.body))
    #expect(event.type == kind.rawValue)
    #expect(event.isKnown)
    #expect(event.deduplicationKey == sample.id)
    #expect(event.data?["amount"] == "100")
    #expect((event.data?["orderReference"] ?? event.data?["depositReference"]) == "r-1")
    let value = try JSONParser.parse(sample.body)
    #expect((value["created_at"] != nil) == (scheme == .timestamped))
  }

  @Test(arguments: WebhookSample.Kind.allCases, WebhookSignature.Scheme.allCases)
  func idFollowsFromTheEventAndNotFromTheTime(_ kind: WebhookSample.Kind, _ scheme: WebhookSignature.Scheme) throws {
    let one = try sample(kind, scheme)
    #expect(try sample(kind, scheme, at: 1_800_000_000).id == one.id)
    #expect(try sample(kind, scheme).body == one.body)
    #expect(try sample(kind, scheme, "order_124").id != one.id)
    for other in WebhookSample.Kind.allCases where other != kind {
      #expect(try sample(other, scheme).id != one.id)
    }
  }
}
