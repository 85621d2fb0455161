import HTTP
import Synchronization

/// Records what is sent and answers with prepared replies, the last one again and again.
final class ScriptedTransport: HTTPTransport {
  typealias Reply = Result<HTTPResponse, HTTPTransportError>

  private struct State {
    var requests: [HTTPRequest] = []
    var replies: [Reply]
  }

  private let state: Mutex<State>

  init(_ replies: Reply...) {
    state = Mutex(State(replies: replies))
  }

  var requests: [HTTPRequest] {
    state.withLock { $0.requests }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let reply = state.withLock { state in
      state.requests.append(request)
      return state.replies.count > 1 ? state.replies.removeFirst() : state.replies[0]
    }
    return try reply.get()
  }
}

extension ScriptedTransport.Reply {
  static func json(_ status: Int = 200, _ body: String, headers: HTTPHeaders = []) -> Self {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }
}
