import HTTP
import JSON
import Synchronization

/// Answers each route as prepared, the last reply again and again; a path that has none as a router does.
final class RoutedTransport: HTTPTransport {
  private struct State {
    var replies: [String: [ScriptedTransport.Reply]]
    var requests: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  /// - Parameter replies: by method and path below `/api/v1`, or from the root if the path is not below it.
  init(_ replies: [String: [ScriptedTransport.Reply]]) {
    state = Mutex(State(replies: replies))
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// Method and path with the query, without the host and `/api/v1`.
  var lines: [String] {
    requests.map { request in
      let path = request.url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
      return "\(request.method.rawValue) \(path.hasPrefix("/api/v1") ? path.dropFirst(7) : path)"
    }
  }

  /// The bodies of the requests that have one.
  var bodies: [String] {
    requests.map { String(decoding: $0.body, as: UTF8.self) }.filter { !$0.isEmpty }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    state.withLock { $0.requests.append(request) }
    let route = lines.last.map { String($0.prefix { $0 != "?" }) } ?? ""
    let reply = state.withLock { state -> ScriptedTransport.Reply in
      guard let replies = state.replies[route], let reply = replies.first else {
        return .json(404, #"{"error":"Not Found"}"#)
      }
      if replies.count > 1 { state.replies[route]?.removeFirst() }
      return reply
    }
    return try reply.get()
  }
}
