import HTTP

/// A delivery that this process alone may send, until its lease ends: if the process dies before it has said what came
/// of it, another one takes the delivery over.
struct Claim: Sendable {
  let parcel: Parcel
  /// Those that ended before.
  let attempts: Int
  let schedule: RetrySchedule
  let lease: Timestamp
}

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

/// What one request to a receiver came to.
struct Attempt: Sendable, Equatable {
  enum Outcome: Sendable, Equatable {
    case delivered
    /// Another attempt may do better.
    case failed
    /// The receiver understood and did not want it: there is nothing to try again.
    case refused
  }

  /// Of the answer's text, as it is kept in the log.
  private static let maximumBodyLength = 1000

  let outcome: Outcome
  let status: Int?
  let body: String?
  let milliseconds: Int
  /// Nil if it was delivered.
  let problem: String?

  /// 2xx is success. Only 5xx is tried again; redirects are not followed.
  init(_ response: HTTPResponse, milliseconds: Int) {
    status = response.status
    body = String(String(decoding: response.body, as: UTF8.self).prefix(Self.maximumBodyLength))
    self.milliseconds = milliseconds
    switch response.status {
    case 200..<300: (outcome, problem) = (.delivered, nil)
    case 300..<400: (outcome, problem) = (.refused, "HTTP \(response.status): redirects are not followed")
    case 500...: (outcome, problem) = (.failed, "HTTP \(response.status)")
    default: (outcome, problem) = (.refused, "HTTP \(response.status)")
    }
  }

  init(_ error: HTTPTransportError, milliseconds: Int) {
    (status, body) = (nil, nil)
    self.milliseconds = milliseconds
    outcome = [.invalidRequest, .responseTooLarge].contains(error.code) ? .refused : .failed
    problem = error.detail.isEmpty ? error.code.rawValue : "\(error.code.rawValue): \(error.detail)"
  }
}
