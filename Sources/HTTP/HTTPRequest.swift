/// One HTTP request as the client describes it; the transport adds only what the wire needs (`Host`, `Content-Length`).
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// Whether repeating the request can change something at the server (RFC 9110, section 9.2.1).
    package var isWrite: Bool { self != .get }
  }

  package var method: Method
  /// The absolute URL, percent-encoded.
  package var url: String
  package var headers: HTTPHeaders
  package var body: [UInt8]
  package var limits: HTTPLimits
  /// Whether the request must not use a kept connection. A retry sets it, because what broke one kept connection may
  /// have broken the others too.
  package var needsFreshConnection = false

  package init(
    method: Method, url: String, headers: HTTPHeaders = [], body: [UInt8] = [], limits: HTTPLimits = HTTPLimits()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
  }
}

/// The bounds of one exchange.
package struct HTTPLimits: Sendable, Equatable {
  /// The time for name resolution, TCP and TLS together. More than zero.
  package var connectTimeout: Duration
  /// The time for the whole exchange, waiting for a free connection included. More than zero.
  package var totalTimeout: Duration
  /// The largest reply body after decompression, in bytes.
  package var maximumResponseBytes: Int

  package init(
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(30),
    maximumResponseBytes: Int = 16 * 1024 * 1024
  ) {
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.maximumResponseBytes = maximumResponseBytes
  }
}
