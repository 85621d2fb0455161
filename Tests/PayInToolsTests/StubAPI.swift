import HTTP
import JSON
import PayIn
import Synchronization

/// Answers each route as the documentation shows it, or every route with one prepared reply, and records the requests.
final class StubAPI: HTTPTransport {
  typealias Reply = Result<HTTPResponse, HTTPTransportError>

  private let fixed: Reply?
  private let lookUp: String
  /// Replies by a part of the URL, which come before all others.
  private let routes: [String: Reply]
  private let sent = Mutex<[HTTPRequest]>([])

  /// Whether the client looks up whether a reference is taken.
  private static func isLookUp(_ request: HTTPRequest) -> Bool {
    request.url.contains("/orders?orderReference=") && request.url.hasSuffix("limit=100")
  }

  /// Whether the request is for an undocumented route that may be missing.
  private static func isOptional(_ request: HTTPRequest) -> Bool {
    request.url.hasSuffix("/address-pool/summary")
  }

  init(_ fixed: Reply? = nil, lookUp: String = #"{"data":{"orders":[]}}"#, routes: [String: Reply] = [:]) {
    self.fixed = fixed
    self.routes = routes
    self.lookUp = lookUp
  }

  /// A reply to a write with the reference that was sent.
  private static func repeating(_ request: HTTPRequest, _ reply: String) -> String {
    guard let sent = try? JSONParser.parse(request.body).object,
      let object = try? JSONParser.parse(Array(reply.utf8)).object,
      var data = object["data"]?.object
    else { return reply }
    for name in ["orderReference", "depositReference"] where data[name] != nil { data[name] = sent[name] ?? data[name] }
    var repeated = object
    repeated["data"] = .object(data)
    return "\(JSONValue.object(repeated))"
  }

  /// Whether a wait sends the request beside the one for what it waits for.
  private static func isSecondary(_ request: HTTPRequest) -> Bool {
    request.method == .get
      && ["/api/order-status/", "/_sandbox/clock", "/deposits?"].contains { request.url.contains($0) }
      && !request.url.contains("limit=20")
  }

  /// The requests that a tool was called for, without look-ups and optional ones.
  var requests: [HTTPRequest] {
    sent.withLock { $0.filter { !Self.isLookUp($0) && !Self.isOptional($0) && !Self.isSecondary($0) } }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    if let reply = routes.first(where: { request.url.contains($0.key) })?.value { return try reply.get() }
    if Self.isLookUp(request) { return HTTPResponse(status: 200, body: Array(lookUp.utf8)) }
    if Self.isOptional(request) { return HTTPResponse(status: 404, body: Array(#"{"error":"Not Found"}"#.utf8)) }
    if let fixed { return try fixed.get() }
    let body = Self.repeating(request, Self.documented.first { request.url.contains($0.route) }?.body ?? "{}")
    return HTTPResponse(status: request.method == .get ? 200 : 201, body: Array(body.utf8))
  }
}

extension StubAPI.Reply {
  static func json(_ status: Int, _ body: String) -> Self {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
  }
}
