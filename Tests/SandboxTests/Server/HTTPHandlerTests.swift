import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct HTTPHandlerTests {
  private static let authorised = [
    "Host: localhost", "Authorization: Bearer pk_test", "Content-Type: application/json",
  ]

  private static func request(_ line: String, _ headers: [String], _ body: String = "") -> [UInt8] {
    let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
    return Array("\(([line] + headers + length).joined(separator: "\r\n"))\r\n\r\n\(body)".utf8)
  }

  /// Everything the server sends until it closes.
  private func exchange(
    _ bytes: [UInt8], with sandbox: SandboxFixture, halfClosing: Bool = false
  ) async throws -> [WireResponse] {
    var rest = try await Wire.exchange(bytes, port: sandbox.server.port, halfClosing: halfClosing)
    var responses: [WireResponse] = []
    while !rest.isEmpty {
      let (response, following) = try WireResponse.parse(rest)
      responses.append(response)
      rest = following
    }
    return responses
  }

  // MARK: Connections

  @Test func pipelinedRequestsAreAnsweredInOrderOnOneConnection() async throws {
    try await SandboxFixture.run { sandbox in
      let creates = (1...20).map { number in
        Self.request("POST /api/v1/orders HTTP/1.1", Self.authorised, SandboxFixture.order("o\(number)").description)
      }
      let last = Self.request("GET /api/v1/orders?limit=100 HTTP/1.1", Self.authorised + ["Connection: close"])
      let responses = try await exchange(creates.joined() + last, with: sandbox)
      #expect(responses.map(\.status) == Array(repeating: 201, count: 20) + [200])
      #expect(responses.dropLast().map { $0["orderReference"] } == (1...20).map { "o\($0)" })
      #expect(responses.last?.data["pagination"]?["total"] == 20)
    }
  }

  @Test func connectionOfHTTP10IsClosedAfterTheAnswer() async throws {
    try await SandboxFixture.run { sandbox in
      let responses = try await exchange(Self.request("GET /health HTTP/1.0", ["Host: localhost"]), with: sandbox)
      #expect(responses.map(\.status) == [200])
    }
  }

  @Test func failedRequestDoesNotEndTheConnection() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes =
        Self.request("GET /nowhere HTTP/1.1", Self.authorised)
        + Self.request("POST /api/v1/orders HTTP/1.1", Self.authorised, "{")
        + Self.request("GET /health HTTP/1.1", Self.authorised + ["Connection: close"])
      let responses = try await exchange(bytes, with: sandbox)
      #expect(responses.map(\.status) == [404, 400, 200])
    }
  }

  @Test func clientThatWaitsForItIsToldToContinue() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes = Self.request(
        "POST /api/v1/orders HTTP/1.1", Self.authorised + ["Expect: 100-continue", "Connection: close"],
        SandboxFixture.order().description)
      let responses = try await exchange(bytes, with: sandbox)
      #expect(responses.map(\.status) == [100, 201])
    }
  }

  @Test func clientThatHasEndedItsSideIsAnswered() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes = (1...3).map { _ in Self.request("GET /health HTTP/1.1", ["Host: localhost"]) }.joined()
      let responses = try await exchange(Array(bytes), with: sandbox, halfClosing: true)
      #expect(responses.map(\.status) == [200, 200, 200])
    }
  }

  @Test func halfARequestEndsWithItsConnection() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes = Self.request("POST /api/v1/orders HTTP/1.1", Self.authorised + ["Content-Length: 999"])
      let responses = try await exchange(bytes, with: sandbox, halfClosing: true)
      #expect(responses.map(\.status).allSatisfy { $0 == 400 })
    }
  }

  // MARK: Requests that are none

  @Test(arguments: [
    ["nonsense"],
    ["GET /health HTTP/9.9", "Host: localhost"],
    ["GET /health HTTP/1.1", "Host: localhost", "Content-Length: ten"],
    ["POST /api/v1/orders HTTP/1.1", "Host: localhost", "Content-Length: 3", "Transfer-Encoding: chunked"],
    ["GET /health HTTP/1.1", "Host: localhost", "No colon"],
  ])
  func malformedRequestIsRefusedAndTheConnectionClosed(_ lines: [String]) async throws {
    try await SandboxFixture.run { sandbox in
      let responses = try await exchange(Self.request(lines[0], Array(lines.dropFirst())), with: sandbox)
      #expect(responses.map(\.status) == [400])
      let healthy = try await sandbox.send("GET", "/health")
      #expect(healthy.status == 200)
    }
  }

  @Test(arguments: ["%", "%2", "%zz", "%+1", "%FF", "%C3"])
  func malformedEscapeIsRefused(_ text: String) async throws {
    try await SandboxFixture.run { sandbox in
      for target in ["/orders/\(text)", "/orders?orderReference=\(text)"] {
        let response = try await sandbox.get(target)
        #expect(response.status == 400)
        #expect(response.error == "ValidationError")
      }
    }
  }

  @Test(arguments: [
    ("", "Required fields: orderReference, amount, currency, chainId"),
    ("{", "The body is not valid JSON"), ("[]", "The body must be a JSON object"),
    ("7", "The body must be a JSON object"), (#"{"amount":"1","amount":"2"}"#, "amount is given twice"),
    ("{\"amount\":\"\u{1}\"}", "The body is not valid JSON"),
  ])
  func bodyThatIsNoObjectIsRefused(_ body: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.post("/orders", text: body)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message?.hasPrefix(message) == true, "\(response.message ?? "")")
    }
  }

  @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", ""])
  func bodyOfAnotherTypeIsRefused(_ type: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send(
        "POST", "/api/v1/orders", ["Authorization: Bearer pk_test", "Content-Type: \(type)"],
        Array(SandboxFixture.order().description.utf8))
      #expect(response.status == 400)
      #expect(response.message == "Content-Type must be application/json")
    }
  }

  // MARK: Bodies

  /// The body of an order that is exactly that long.
  private static func order(bytes: Int) -> String {
    func body(_ filling: String) -> String {
      SandboxFixture.order("big", ["metadata": ["filling": .string(filling)]]).description
    }
    return body(String(repeating: "x", count: bytes - body("").utf8.count))
  }

  @Test func longestBodyIsReadAndOneByteMoreIsTooLarge() async throws {
    try await SandboxFixture.run { sandbox in
      let tooLarge = try await sandbox.post("/orders", text: Self.order(bytes: 1024 * 1024 + 1))
      #expect(tooLarge.status == 413)
      #expect(tooLarge.json["success"] == false)
      #expect(tooLarge.error == "PayloadTooLarge")
      let longest = try await sandbox.post("/orders", text: Self.order(bytes: 1024 * 1024))
      #expect(longest.status == 201)
    }
  }

  @Test func connectionGoesOnAfterABodyThatIsTooLarge() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes =
        Self.request("POST /api/v1/orders HTTP/1.1", Self.authorised, Self.order(bytes: 3 * 1024 * 1024))
        + Self.request("GET /health HTTP/1.1", Self.authorised + ["Connection: close"])
      let responses = try await exchange(bytes, with: sandbox)
      #expect(responses.map(\.status) == [413, 200])
    }
  }

  @Test func bodyInChunksIsRead() async throws {
    try await SandboxFixture.run { sandbox in
      let body = Array(SandboxFixture.order().description.utf8)
      let chunks = body.map { byte in Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8) }.joined()
      let head = Self.request(
        "POST /api/v1/orders HTTP/1.1", Self.authorised + ["Transfer-Encoding: chunked", "Connection: close"])
      let responses = try await exchange(head + chunks + Array("0\r\n\r\n".utf8), with: sandbox)
      #expect(responses.map(\.status) == [201])
      #expect(responses.first?["orderReference"] == "order-1")
    }
  }

  // MARK: Paths and methods

  /// What comes between slashes is one value, whatever it stands for.
  @Test(arguments: [
    ("a/b", "a%2Fb"), ("a/b", "a%2fb"), ("100%", "100%25"), ("a b", "a%20b"), ("a+b", "a+b"), ("é", "%C3%A9"),
    ("..", ".."), ("..", "%2E%2E"), ("../orders", "..%2Forders"), ("a?b#c&d=e", "a%3Fb%23c%26d%3De"), ("%2F", "%252F"),
    ("日本", "%E6%97%A5%E6%9C%AC"), (":depositReference", ":depositReference"), ("stats", "stats"),
  ])
  func pathPartIsDecodedOnce(_ reference: String, _ part: String) async throws {
    try await SandboxFixture.run { sandbox in
      let bound = try await sandbox.bind(reference)
      let read = try await sandbox.get("/deposits/references/\(part)")
      #expect(read.status == 200)
      #expect(read["depositReference"] == reference)
      #expect(read["address"] == bound["address"])
    }
  }

  @Test(arguments: [
    "/api", "/api/v1", "/api/v1/", "/api/v1/order", "/api/v1/orders/", "/api/v1/orders/a/b", "//api/v1/orders",
    "/API/v1/orders", "/api/v1/health", "/api/v1/deposits/references/", "/api/v1/deposits/reference",
    "/api/v1/payment-links/a/delete", "/_sandbox", "/api%2Fv1/orders",
  ])
  func unknownRouteIsToldApartFromAMissingResource(_ path: String) async throws {
    try await SandboxFixture.run { sandbox in
      for method in ["GET", "POST", "OPTIONS", "TRACE"] {
        let response = try await sandbox.send(method, path, ["Authorization: Bearer pk_test"])
        #expect(response.status == 404)
        #expect(response.json == ["success": false, "error": "NotFound", "message": "Endpoint not found"])
      }
    }
  }

  /// A browser is given a page, except by the API.
  @Test(arguments: [Dialect.documented, .published])
  func unknownPageIsAPage(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let browser = ["Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"]
      for path in ["/nowhere", "/pay", "/checkout/a/b/c", "/favicon.ico"] {
        let page = try await sandbox.send("GET", path, browser)
        #expect(page.status == 404)
        #expect(page.head.contains("text/html"))
      }
      for path in ["/api/v1/nowhere", "/api", "/_sandbox/nowhere"] {
        let refused = try await sandbox.send("GET", path, browser)
        #expect(refused.status == 404)
        #expect(refused.error != nil)
      }
    }
  }

  /// The controls speak one way in both dialects.
  @Test func unknownControlIsInTheDocumentedEnvelope() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let unknown = try await sandbox.send("GET", "/_sandbox/nowhere")
      #expect(unknown.json == ["success": false, "error": "NotFound", "message": "Endpoint not found"])
      let method = try await sandbox.send("GET", "/_sandbox/payments")
      #expect(method.status == 405)
      #expect(method.head.contains("\r\nAllow: POST, OPTIONS\r\n"))
    }
  }

  @Test(arguments: [
    ("DELETE", "/api/v1/orders", "POST, GET"), ("PUT", "/api/v1/orders/ord_1", "GET"),
    ("GET", "/api/v1/deposits/bind", "POST"), ("TRACE", "/api/v1/orders", "POST, GET"), ("POST", "/health", "GET"),
  ])
  func otherMethodIsRefusedWithThoseThatAreAllowed(_ method: String, _ path: String, _ allowed: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send(method, path, ["Authorization: Bearer pk_test"])
      #expect(response.status == 405)
      #expect(response.json["success"] == false)
      #expect(response.error == "MethodNotAllowed")
      #expect(response.head.contains("\r\nAllow: \(allowed)"))
    }
  }

  // MARK: Who asks

  @Test(arguments: [
    [], ["Authorization: pk_test"], ["Authorization: Bearer"], ["Authorization: Bearer pk_"],
    ["Authorization: Bearer sk_test"], ["Authorization: Basic cGtfdGVzdA=="], ["Authorization: Bearer pk_bad"],
    ["X-API-Key: pk_test"],
  ])
  func requestWithoutAKeyIsUnauthorized(_ headers: [String]) async throws {
    try await SandboxFixture.run { sandbox in
      for (method, path) in [("GET", "/api/v1/orders"), ("POST", "/api/v1/deposits/bind")] {
        let response = try await sandbox.send(method, path, headers)
        #expect(response.status == 401)
        #expect(response.json == ["success": false, "error": "Unauthorized", "message": "Invalid API key"])
      }
    }
  }

  /// RFC 9110, section 11.1.
  @Test func schemeIsReadWithoutRegardToCase() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("GET", "/api/v1/orders", ["authorization: bEARER pk_test"])
      #expect(response.status == 200)
    }
  }

  @Test func readOnlyKeyReadsWhatItsOwnerWrote() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let reader = sandbox.with(key: "pk_readonly_test")
      let read = try await reader.get("/orders/\(id)")
      #expect(read.status == 200)
      let refused = try await reader.createOrder("other")
      #expect(refused.status == 403)
      #expect(refused.error == "Forbidden")
    }
  }

  private static func status(host lines: [String], _ sandbox: SandboxFixture) async throws -> WireResponse {
    let bytes = request("GET /api/v1/orders HTTP/1.1", lines + authorised.dropFirst() + ["Connection: close"])
    return try WireResponse.parse(try await Wire.exchange(bytes, port: sandbox.server.port)).response
  }

  @Test(arguments: ["localhost", "LOCALHOST", "localhost:80", "127.0.0.1", "127.0.0.1:65535", "[::1]:8080"])
  func nameOfThisMachineIsAccepted(_ host: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await Self.status(host: ["Host: \(host)"], sandbox)
      #expect(response.status == 200)
    }
  }

  /// DNS rebinding: the page's own name leads to this machine. RFC 9110, section 15.5.20.
  @Test(arguments: [
    "evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:80.evil.example",
    "192.168.0.7", "0.0.0.0", "", "localhost:", "user@localhost",
  ])
  func otherNameIsRefused(_ host: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await Self.status(host: ["Host: \(host)"], sandbox)
      #expect(response.status == 421)
      #expect(response.json["success"] == false)
      #expect(response.error == "MisdirectedRequest")
    }
  }

  /// RFC 9112, section 3.2.
  @Test(arguments: [[], ["Host: localhost", "Host: localhost"], ["Host: localhost", "host: evil.example"]])
  func requestWithoutExactlyOneHostIsRefused(_ lines: [String]) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await Self.status(host: lines, sandbox)
      #expect(response.status == 400)
    }
  }
}
