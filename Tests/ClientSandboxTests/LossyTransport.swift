import CurlTransport
import HTTP
import Synchronization

/// Carries requests out over libcurl and notes them; loses the answers to writes if told to.
final class LossyTransport: HTTPTransport {
  private let transport: CurlTransport
  private let losesWrites: Bool
  private let sent = Mutex<[String]>([])

  init(_ transport: CurlTransport, losesWrites: Bool = false) {
    self.transport = transport
    self.losesWrites = losesWrites
  }

  /// Method and path with the query, below `/api/v1`.
  var lines: [String] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let path = request.url.replacing(/^http:\/\/[^\/]+(\/api\/v1)?/, with: "")
    sent.withLock { $0.append("\(request.method.rawValue) \(path)") }
    let response = try await transport.send(request)
    guard losesWrites, request.method.isWrite else { return response }
    throw HTTPTransportError(.connectionLost, mayHaveReachedServer: true)
  }
}
