package import HTTP
package import JSON
import SandboxModel

/// One HTTP request as the routes see it.
package struct Request: Sendable {
  /// The largest body that is accepted, in bytes.
  package static let maximumBodyBytes = 1024 * 1024

  /// As it was written; not one of a fixed set.
  package let method: String
  /// The host and port of a target in absolute form, as they were written. They count instead of the `Host` field
  /// (RFC 9112, section 3.2.2).
  let authority: String?
  /// `http://127.0.0.1:8080`, where the request came in and where links in the reply lead.
  package let root: String
  /// Between the slashes, percent-decoded.
  package let path: [String]
  package let query: Query
  package let headers: HTTPHeaders
  package let body: [UInt8]
  /// Whether the target is `*`: the server itself and none of its routes.
  let isForServer: Bool

  /// The method whose route answers: `HEAD` is answered as `GET` is (RFC 9110, section 9.3.2).
  var routedMethod: String { method == "HEAD" ? "GET" : method }

  /// `target` is the request line's. Nil if it is of no form that a server understands, or its escapes are malformed.
  package init?(method: String, target: String, root: String, headers: HTTPHeaders, body: [UInt8]) {
    guard let target = RequestTarget(target) else { return nil }
    let parts = PercentEncoding.split(target.pathAndQuery, at: "?", maximumSplits: 1)
    let segments = PercentEncoding.split(parts[0], at: "/").dropFirst()
    let path = segments.compactMap { PercentEncoding.decode($0) }
    guard path.count == segments.count, let query = Query(parts.count > 1 ? parts[1] : "") else { return nil }
    self.method = method
    authority = target.isOfAnotherScheme ? "" : target.authority
    isForServer = target.pathAndQuery == "*"
    self.root = root
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}

extension Request {
  /// Of the sandbox to itself, for what it does without being asked.
  package static let own = Request()

  private init() {
    method = "POST"
    authority = nil
    isForServer = false
    root = ""
    path = []
    query = Query()
    headers = []
    body = []
  }
}

extension Request {
  /// What a program would have sent instead of a browser, so that both are read by the same rules.
  package func posting(_ body: JSONObject) throws -> Request {
    guard
      let request = Request(
        method: "POST", target: "/", root: root, headers: ["Content-Type": "application/json"],
        body: JSONWriter.bytes(of: .object(body)))
    else { throw APIError.internalError("no request") }
    return request
  }
}
