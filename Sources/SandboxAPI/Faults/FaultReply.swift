import HTTP

extension FaultRule {
  private static let page = "<!DOCTYPE html><html><body><h1>Injected by the sandbox</h1></body></html>"

  /// What the caller gets.
  /// - Parameter answer: carries the request out; called only if the fault lets that happen.
  func reply(_ dialect: Dialect, _ answer: () -> HTTPResponse) -> ReplyPlan {
    switch kind {
    case .status: after(refusal(status ?? 500, dialect))
    case .successFalse: after(refusal(200, dialect))
    case .delay: after(answer())
    case .hang: ReplyPlan(manner: .hang)
    case .resetBefore: ReplyPlan(delayMilliseconds: delayMilliseconds, manner: .reset)
    case .resetAfter: reset(answer())
    case .truncatedBody: after(answer(), .truncated)
    case .notJSON: after(spoilt(answer(), Array(Self.page.utf8), "text/html"))
    case .emptyBody: after(spoilt(answer(), [], "application/json"))
    }
  }

  private func after(_ response: HTTPResponse, _ manner: ReplyPlan.Manner = .whole) -> ReplyPlan {
    ReplyPlan(response: response, delayMilliseconds: delayMilliseconds, manner: manner)
  }

  private func reset(_ response: HTTPResponse) -> ReplyPlan {
    ReplyPlan(response: response, delayMilliseconds: delayMilliseconds, manner: .reset)
  }

  private func spoilt(_ response: HTTPResponse, _ body: [UInt8], _ type: String) -> HTTPResponse {
    HTTPResponse(status: response.status, headers: ["Content-Type": type], body: body)
  }

  private func refusal(_ status: Int, _ dialect: Dialect) -> HTTPResponse {
    var response = dialect.injected(
      APIError(status: status, name: .of(status), message: "Injected by the sandbox (\(id))"))
    if let retryAfterSeconds { response.headers.append("Retry-After", String(retryAfterSeconds)) }
    return response
  }
}

extension Dialect {
  /// The service's code says `success` except where its outer layers speak.
  fileprivate func injected(_ error: APIError) -> HTTPResponse {
    switch self {
    case .open where ![401, 403].contains(error.status) && error.status < 500:
      OpenError.plain(error.status, error.name.rawValue, error.message).response
    default: failure(error)
    }
  }
}

extension APIError.Name {
  fileprivate static func of(_ status: Int) -> APIError.Name {
    switch status {
    case 400: .validation
    case 401: .unauthorized
    case 403: .forbidden
    case 404: .notFound
    case 405: .methodNotAllowed
    case 409: .conflict
    case 413: .payloadTooLarge
    case 429: APIError.Name(rawValue: "RateLimitExceeded")
    case 500: .internalError
    case 502: APIError.Name(rawValue: "BadGateway")
    case 503: .serviceUnavailable
    case 504: APIError.Name(rawValue: "GatewayTimeout")
    default: APIError.Name(rawValue: "InjectedFault")
    }
  }
}

/// An answer, and how it leaves.
struct ReplyPlan: Sendable {
  enum Manner: Sendable, Equatable {
    case whole
    /// Half of the body, then the end of the connection.
    case truncated
    /// Not at all: the connection is reset.
    case reset
    /// Not at all: the connection stays until the client gives up.
    case hang
  }

  var response = HTTPResponse(status: 500)
  var delayMilliseconds = 0
  var manner = Manner.whole
}
