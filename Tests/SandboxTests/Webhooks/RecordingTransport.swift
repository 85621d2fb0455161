import HTTP
import Synchronization

/// Sends nothing: accepts every request and keeps it.
final class RecordingTransport: HTTPTransport {
  private let kept = Mutex<[HTTPRequest]>([])

  var requests: [HTTPRequest] { kept.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    kept.withLock { $0.append(request) }
    return HTTPResponse(status: 200)
  }
}
