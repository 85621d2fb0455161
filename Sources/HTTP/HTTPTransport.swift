/// Sends one request and returns the reply, whatever its status.
///
/// A transport writes a request to a connection once at most, whatever becomes of the connection: who retries is the
/// caller, who counts. Redirects are not followed. A cancelled task aborts the exchange at once and throws `HTTPTransportError` with code
/// `cancelled`.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse
}
