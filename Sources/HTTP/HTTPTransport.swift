/// Sends one request and returns the reply, whatever its status.
///
/// A transport writes a request to a connection once at most, even if the connection is lost: the caller decides on
/// retries and counts them. Redirects are not followed. A cancelled task aborts the exchange at once and throws
/// `HTTPTransportError` with code `cancelled`.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse
}

/// Says why there is no reply.
package struct HTTPTransportError: Error, Sendable, Equatable {
  package struct Code: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    package static let invalidRequest = Code(rawValue: "invalidRequest")
    package static let nameNotResolved = Code(rawValue: "nameNotResolved")
    package static let connectionRefused = Code(rawValue: "connectionRefused")
    /// A proxy could not be reached, or did not open the way to the server.
    package static let proxyFailed = Code(rawValue: "proxyFailed")
    package static let connectTimeout = Code(rawValue: "connectTimeout")
    package static let tlsFailure = Code(rawValue: "tlsFailure")
    /// The total time has passed.
    package static let timeout = Code(rawValue: "timeout")
    /// The connection was closed or reset before the whole reply came.
    package static let connectionLost = Code(rawValue: "connectionLost")
    package static let responseTooLarge = Code(rawValue: "responseTooLarge")
    package static let malformedResponse = Code(rawValue: "malformedResponse")
    package static let cancelled = Code(rawValue: "cancelled")
    /// The transport was shut down.
    package static let closed = Code(rawValue: "closed")
    package static let other = Code(rawValue: "other")
  }

  package let code: Code
  /// The library's own words, for people; free of URLs, headers and bodies.
  package let detail: String
  /// False only if it is certain that the server did nothing with the request: no byte of it was sent, or the server
  /// said over HTTP/2 that it did not process it (RFC 9113, section 8.7).
  package let mayHaveReachedServer: Bool
  /// The status that a proxy answered in place of opening the connection; nil without such an answer.
  package let proxyStatus: Int?
  /// Why the server's certificate is not trusted; nil for other failures, and if it is not known.
  package let certificate: CertificateFault?

  package init(
    _ code: Code, detail: String = "", mayHaveReachedServer: Bool, proxyStatus: Int? = nil,
    certificate: CertificateFault? = nil
  ) {
    self.code = code
    self.detail = detail
    self.mayHaveReachedServer = mayHaveReachedServer
    self.proxyStatus = proxyStatus
    self.certificate = certificate
  }
}
