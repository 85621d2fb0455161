package import HTTP
import SandboxModel

extension OutgoingWebhook {
  /// The largest response that is read, in bytes: an acknowledgement is short.
  private static let maximumResponseBytes = 1024 * 1024

  /// The HTTP request of the delivery.
  /// - Parameter seconds: the time of the machine's clock, by which the receiver judges the signature's age.
  package func request(at seconds: Int64) -> HTTPRequest {
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

extension OutgoingWebhook {
  /// The value of the signature's header.
  func signature(in request: HTTPRequest) -> String? { request.headers[scheme.headerName] }
}

extension DeliveryAttempt {
  func with(_ signature: String?) -> DeliveryAttempt {
    var attempt = self
    attempt.signature = signature
    return attempt
  }
}

extension SignatureScheme {
  /// The header of the signature, spelled as in the description of each form. Receivers ignore case.
  fileprivate var headerName: String {
    switch self {
    case .hex: "x-payin-signature"
    case .timestamped: "X-PayIn-Signature"
    }
  }
}

extension DeliveryAttempt {
  /// The number of characters of a response that the log keeps.
  private static let maximumBodyLength = 1000

  /// The result of a response: 2xx is success, 5xx is tried again, and redirects are not followed.
  init(_ response: HTTPResponse, milliseconds: Int) {
    let (outcome, problem): (Outcome, String?) =
      switch response.status {
      case 200..<300: (.delivered, nil)
      case 300..<400: (.refused, "HTTP \(response.status): redirects are not followed")
      case 500...: (.failed, "HTTP \(response.status)")
      default: (.refused, "HTTP \(response.status)")
      }
    self.init(
      outcome: outcome, status: response.status,
      body: String(String(decoding: response.body, as: UTF8.self).prefix(Self.maximumBodyLength)),
      milliseconds: milliseconds, problem: problem)
  }

  init(_ error: HTTPTransportError, milliseconds: Int) {
    self.init(
      outcome: [.invalidRequest, .responseTooLarge].contains(error.code) ? .refused : .failed, status: nil, body: nil,
      milliseconds: milliseconds,
      problem: error.detail.isEmpty ? error.code.rawValue : "\(error.code.rawValue): \(error.detail)")
  }
}
