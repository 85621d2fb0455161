import Testing

@testable import PayIn

/// A body with its signature. All signatures are by Python:
/// `hmac.new(b"whsec_0123456789abcdef", message, "sha256").hexdigest()`.
struct SignedWebhook: CustomTestStringConvertible, Sendable {
  static let secret = "whsec_0123456789abcdef"
  static let signedAt = 1_738_060_200

  let scheme: WebhookSignature.Scheme
  let header: String
  let body: String

  var testDescription: String { scheme.rawValue }

  /// The event of the API guide. The message is the body.
  static let hex = SignedWebhook(
    scheme: .hex, header: "b7e17c5af8a991d18c72a085f3f427dc1e376013ecffb2c0a4b98f985e60e50a",
    body: """
      {"id":"evt_abc123","type":"order.completed","createdAt":"2025-01-28T10:30:00Z",\
      "data":{"orderId":"ord_xyz789","orderReference":"order_123","status":"completed","amount":"100",\
      "currency":"USDT","chainId":"ethereum-sepolia","txHash":"0xabc","completedAt":"2025-01-28T10:29:45Z"}}
      """)

  static let code = "e61a0ef71d9067852ba28a44e973054043e84e7aa85681b3a39250d764ba9187"

  /// The same event in the published dialect. The message is `1738060200.` and the body.
  static let timestamped = SignedWebhook(
    scheme: .timestamped, header: "t=1738060200,v1=\(code)",
    body: """
      {"id":"evt_order_completed_5f0c","type":"order.completed","created_at":"2025-01-28T10:30:00.000Z",\
      "data":{"order_id":"5f0c","order_reference":"order_123","amount":"100.000000","currency":"USDT",\
      "chain_id":"ethereum-sepolia","payment_address":"0xA","expires_at":"2025-01-28T10:40:00.000Z",\
      "completed_at":"2025-01-28T10:29:45.000Z"}}
      """)

  static let both = [hex, timestamped]

  func verdict(
    header: String? = nil, body: String? = nil, secret: String = secret, age: Int = 0, tolerance: Int = 300
  ) throws -> WebhookVerdict {
    try verdict(bytes: Array((body ?? self.body).utf8), header: header, secret: secret, age: age, tolerance: tolerance)
  }

  func verdict(
    bytes: [UInt8], header: String? = nil, secret: String = secret, age: Int = 0, tolerance: Int = 300
  ) throws -> WebhookVerdict {
    try WebhookVerifier(WebhookSecret(secret), tolerance: tolerance)
      .verdict(on: bytes, header ?? self.header, now: Self.signedAt + age)
  }
}
