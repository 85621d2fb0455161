package import HTTP
import SandboxModel

extension FaultRule {
  private static let page = "<!DOCTYPE html><html><body><h1>Injected by the sandbox</h1></body></html>"

  /// The reply that the caller receives.
  /// - Parameter answer: carries out the request; called only if the fault lets it take effect.
  func reply(_ dialect: Dialect, _ answer: () -> HTTPResponse) -> ReplyPlan {
    var plan = plan(dialect, answer)
    plan.fault = "\(kind.rawValue) \(id)"
    return plan
  }

  private func plan(_ dialect: Dialect, _ answer: () -> HTTPResponse) -> ReplyPlan {
    switch kind {
    case .status: after(refusal(status ?? 500, dialect))
    case .successFalse: after(refusal(200, dialect))
    case .gatewayPage: after(page(status ?? 502))
    case .delay: after(answer())
    case .hang: ReplyPlan(transmission: .hang)
    case .resetBefore: ReplyPlan(delayMilliseconds: delayMilliseconds, transmission: .reset)
    case .resetAfter: reset(answer())
    case .truncatedBody: after(answer(), .truncated)
    case .notJSON: after(replacing(answer(), Array(Self.page.utf8), "text/html"))
    case .emptyBody: after(replacing(answer(), [], "application/json"))
    case .slowBody: ReplyPlan(response: answer(), transmission: .slow(milliseconds: delayMilliseconds))
    case .notHTTP: notHTTP(answer())
    case .wrongType: after(replacing(answer(), nil, "text/plain"))
    case .hugeBody: after(answer().enlarged)
    case .missingFields: after(answer().withoutIdentities)
    case .unknownStatus: after(answer().withUnknownStatus)
    case .otherResource: after(answer().ofOtherResource)
    case .repeatedRows: after(answer().withRepeatedRows)
    // The page was capped before the request was carried out.
    case .cappedPage: after(answer())
    }
  }

  private func after(_ response: HTTPResponse, _ transmission: ReplyPlan.Transmission = .complete) -> ReplyPlan {
    ReplyPlan(response: response, delayMilliseconds: delayMilliseconds, transmission: transmission)
  }

  private func reset(_ response: HTTPResponse) -> ReplyPlan {
    ReplyPlan(response: response, delayMilliseconds: delayMilliseconds, transmission: .reset)
  }

  private func notHTTP(_ response: HTTPResponse) -> ReplyPlan {
    ReplyPlan(response: response, delayMilliseconds: delayMilliseconds, transmission: .garbage)
  }

  private func replacing(_ response: HTTPResponse, _ body: [UInt8]?, _ type: String) -> HTTPResponse {
    HTTPResponse(status: response.status, headers: ["Content-Type": type], body: body ?? response.body)
  }

  private func page(_ status: Int) -> HTTPResponse {
    var response = HTTPResponse(status: status, headers: ["Content-Type": "text/html"], body: Array(Self.page.utf8))
    if let retryAfterSeconds { response.headers.append("Retry-After", String(retryAfterSeconds)) }
    return response
  }

  private func refusal(_ status: Int, _ dialect: Dialect) -> HTTPResponse {
    var response = dialect.injected(
      APIError(status: status, name: .of(status), message: "Injected by the sandbox (\(id))"))
    if let retryAfterSeconds { response.headers.append("Retry-After", String(retryAfterSeconds)) }
    // A path of this server, where nothing is: a client that follows it sends its key nowhere else.
    if 300..<400 ~= status { response.headers.append("Location", "/api/v1/moved") }
    return response
  }
}

extension Dialect {
  /// The service's code includes `success`, except in the replies of its outer layers.
  fileprivate func injected(_ error: APIError) -> HTTPResponse {
    switch self {
    case .published where ![401, 403].contains(error.status) && error.status < 500:
      PublishedError.plain(error.status, error.name.rawValue, error.message).response
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

/// A reply, and the way in which it is sent.
package struct ReplyPlan: Sendable {
  package enum Transmission: Sendable, Equatable {
    case complete
    /// The body is sent in pieces, over this time.
    case slow(milliseconds: Int)
    /// What is sent is no HTTP.
    case garbage
    /// Half of the body is sent, then the connection closes.
    case truncated
    /// Nothing is sent: the connection is reset.
    case reset
    /// Nothing is sent: the connection stays open until the client closes it.
    case hang
    /// The head is sent, and then the changes of the sandbox as events, until the client closes the connection.
    case events
  }

  package var response = HTTPResponse(status: 500)
  package var delayMilliseconds = 0
  package var transmission = Transmission.complete
  /// The kind and the id of the fault that decided on the reply.
  package var fault: String?
  package var detail = RequestDetail()

  package init(
    response: HTTPResponse = HTTPResponse(status: 500), delayMilliseconds: Int = 0,
    transmission: Transmission = .complete
  ) {
    self.response = response
    self.delayMilliseconds = delayMilliseconds
    self.transmission = transmission
  }
}
