/// Sends one request and returns the reply, whatever its status.
///
/// Redirects are not followed. A cancelled task aborts the exchange at once and throws `HTTPTransportError` with code
/// `cancelled`.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse
}
