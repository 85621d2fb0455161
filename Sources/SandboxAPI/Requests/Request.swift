import Formats
package import HTTP
package import JSON
import SandboxModel

/// One HTTP request as the routes see it.
package struct Request: Sendable {
  /// The largest body that is accepted, in bytes.
  package static let maximumBodyBytes = 1024 * 1024

  /// The method as it was written, which may be any word.
  package let method: String
  /// The host and port of a target in absolute form, as they were written. They replace the `Host` field (RFC 9112,
  /// section 3.2.2).
  let authority: String?
  /// The base of the request and of links in the reply, such as `http://127.0.0.1:8080`.
  package let root: String
  /// The segments of the path, percent-decoded.
  package let path: [String]
  package private(set) var query: Query
  package let headers: HTTPHeaders
  package let body: [UInt8]
  /// Whether the target is `*`, the server itself.
  let isForServer: Bool

  /// The method of the route: `HEAD` is answered like `GET` (RFC 9110, section 9.3.2).
  var routedMethod: String { method == "HEAD" ? "GET" : method }

  /// Parses a request. Returns nil if the target has no form that a server understands, or its escapes are malformed.
  /// - Parameter target: the target of the request line.
  package init?(method: String, target: String, root: String, headers: HTTPHeaders, body: [UInt8]) {
    guard let target = RequestTarget(target) else { return nil }
    let parts = target.pathAndQuery.parts(at: "?", maximumSplits: 1)
    let segments = parts[0].parts(at: "/").dropFirst()
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
  /// The same request for pages of at most `rows` rows. An unusable limit stays as it is.
  func capped(to rows: Int) -> Request {
    var request = self
    request.query.cap("limit", at: rows)
    return request
  }
}

extension Request {
  /// The request of work that the sandbox does on its own.
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
  /// The request that a program would have sent instead of a browser, so that both are validated by the same rules.
  package func posting(_ body: JSONObject) throws -> Request {
    guard
      let request = Request(
        method: "POST", target: "/", root: root, headers: ["Content-Type": "application/json"],
        body: JSONWriter.bytes(of: .object(body)))
    else { throw APIError.internalError("no request") }
    return request
  }
}
