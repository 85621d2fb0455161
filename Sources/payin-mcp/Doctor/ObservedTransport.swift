import HTTP
import Synchronization

/// Keeps what the last request came to, as the client passes on neither header fields nor the layer that failed.
final class ObservedTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let last = Mutex<Result<HTTPResponse, HTTPTransportError>?>(nil)

  init(_ transport: any HTTPTransport) {
    self.transport = transport
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let result: Result<HTTPResponse, HTTPTransportError>
    do {
      result = .success(try await transport.send(request))
    } catch {
      result = .failure(error)
    }
    last.withLock { $0 = result }
    return try result.get()
  }

  var response: HTTPResponse? {
    if case .success(let response)? = last.withLock(\.self) { response } else { nil }
  }

  var error: HTTPTransportError? {
    if case .failure(let error)? = last.withLock(\.self) { error } else { nil }
  }
}
