import HTTP

/// One delivery, with all that its request is made of.
struct Parcel: Sendable {
  /// An acknowledgement is short.
  private static let maximumResponseBytes = 1024 * 1024

  let deliveryId: String
  let eventId: String
  let type: EventType
  let body: String
  let url: String
  let key: SigningKey
  let scheme: SignatureScheme
  var timeout: Duration

  /// - Parameter seconds: of the machine's clock, by which the receiver judges the signature's age.
  func request(at seconds: Int64) -> HTTPRequest {
    let bytes = Array(body.utf8)
    let headers: HTTPHeaders = [
      "Content-Type": "application/json",
      scheme.headerName: scheme.signature(of: bytes, secret: key.secret, at: seconds),
      "X-PayIn-Event-Type": type.rawValue, "X-PayIn-Event-Id": eventId, "X-PayIn-Delivery-Id": deliveryId,
      "User-Agent": "PayIn-Webhook/1.0",
    ]
    let limits = HTTPLimits(
      connectTimeout: timeout, totalTimeout: timeout, maximumResponseBytes: Self.maximumResponseBytes)
    return HTTPRequest(method: .post, url: url, headers: headers, body: bytes, limits: limits)
  }
}

extension SignatureScheme {
  /// As the two places where they are described write it; to receivers it is the same.
  fileprivate var headerName: String {
    switch self {
    case .hex: "x-payin-signature"
    case .timestamped: "X-PayIn-Signature"
    }
  }
}
