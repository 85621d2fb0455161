import HTTP

/// One HTTP request as the routes see it.
struct Request: Sendable {
  /// As it was written; not one of a fixed set.
  let method: String
  /// `http://127.0.0.1:8080`, where the request came in and where links in the reply lead.
  let root: String
  /// Between the slashes, percent-decoded.
  let path: [String]
  let query: Query
  let headers: HTTPHeaders
  let body: [UInt8]

  /// `target` is the request line's: path and query. Nil if its escapes are malformed.
  init?(method: String, target: String, root: String, headers: HTTPHeaders, body: [UInt8]) {
    let parts = PercentEncoding.split(target[...], at: "?", maximumSplits: 1)
    let segments = PercentEncoding.split(parts[0], at: "/").dropFirst()
    let path = segments.compactMap { PercentEncoding.decode($0) }
    guard path.count == segments.count, let query = Query(parts.count > 1 ? parts[1] : "") else { return nil }
    self.method = method
    self.root = root
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}
