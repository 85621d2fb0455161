import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What every HTTP server does alike (RFC 9110, sections 9.3.2 and 9.3.7; RFC 9112, section 3.2).
@Suite struct MethodTests {
  private func head(_ response: WireResponse) -> [Substring] {
    response.head.split(separator: "\r\n")
  }

  @Test(arguments: [
    "/health", "/api/v1/orders", "/openapi.json", "/", "/pay/order/ord_none", "/api/v1/orders/ord_none",
    "/api/v1/nowhere",
  ])
  func headHasTheFieldsOfGetAndNoBody(_ path: String) async throws {
    try await SandboxFixture.run { sandbox in
      for headers in [[], ["Authorization: Bearer pk_test"], ["Accept: text/html"]] {
        let id = "X-Request-Id: of-both"
        let get = try await sandbox.send("GET", path, headers + [id])
        let bytes = ["HEAD \(path) HTTP/1.1", "Host: localhost", "Connection: close"] + headers + [id]
        let received = try await Wire.exchange(
          Array((bytes.joined(separator: "\r\n") + "\r\n\r\n").utf8), port: sandbox.server.port)
        let text = String(decoding: received, as: UTF8.self)
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(text.split(separator: "\r\n").filter { !$0.isEmpty } == head(get))
        #expect(get.body.isEmpty == false)
      }
    }
  }

  @Test func faultForGetIsAFaultForHead() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.control(
        "POST", "/faults", ["route": "GET /api/v1/orders", "kind": "status", "status": 503])
      _ = try await sandbox.control("POST", "/faults", ["route": "GET /health", "kind": "truncated_body"])
      for (path, status) in [("/api/v1/orders", "503"), ("/health", "200")] {
        let request = "HEAD \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        let received = try await Wire.exchange(Array(request.utf8), port: sandbox.server.port)
        let text = String(decoding: received, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 \(status)"))
        #expect(text.hasSuffix("\r\n\r\n"))
      }
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func optionsSaysWhatIsAllowed(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for (path, allowed) in [
        ("/api/v1/orders", "POST, GET, HEAD, OPTIONS"), ("/api/v1/orders/ord_none", "GET, HEAD, OPTIONS"),
        ("/health", "GET, HEAD, OPTIONS"),
        ("/_sandbox/payments", "POST, OPTIONS"),
      ] {
        let response = try await sandbox.send("OPTIONS", path)
        #expect(response.status == 204)
        let listed = try #require(response.head.firstMatch(of: /\r\nAllow: ([^\r]*)/)).1.split(separator: ", ")
        #expect(Set(listed) == Set(allowed.split(separator: ", ")))
        #expect(Set(listed).count == listed.count)
        // RFC 9110, section 8.6.
        #expect(response.head.lowercased().contains("content-length") == false)
        #expect(response.head.lowercased().contains("transfer-encoding") == false)
      }
      let unknown = try await sandbox.send("OPTIONS", "/api/v1/nowhere")
      #expect(unknown.status == 404)
    }
  }

  @Test func optionsOfTheServerNamesEveryMethod() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("OPTIONS", "*")
      #expect(response.status == 204)
      let allowed = try #require(response.head.firstMatch(of: /\r\nAllow: ([^\r]*)/)).1.split(separator: ", ")
      #expect(Set(allowed) == ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      let get = try await sandbox.send("GET", "*")
      #expect(get.status == 400)
    }
  }

  /// Two routes fit this path, and both allow GET.
  @Test func eachAllowedMethodIsNamedOnce() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("DELETE", "/api/v1/orders/stats")
      #expect(response.status == 405)
      #expect(response.head.contains("\r\nAllow: GET, HEAD, OPTIONS\r\n"))
    }
  }

  // MARK: Absolute form

  @Test(arguments: ["localhost", "evil.example"])
  func targetInAbsoluteFormIsAccepted(host: String) async throws {
    try await SandboxFixture.run { sandbox in
      let root = "http://127.0.0.1:\(sandbox.server.port)"
      for target in ["\(root)/api/v1/orders?limit=1", "HTTP://localhost/api/v1/orders"] {
        // What the target says counts instead of the field.
        let response = try await sandbox.send("GET", target, ["Authorization: Bearer pk_test"], host: host)
        #expect(response.status == 200)
        #expect(response.data["pagination"]?["total"] == 0)
      }
      for target in [root, "\(root)/", "\(root)?lang=zh"] {
        let page = try await sandbox.send("GET", target, host: host)
        #expect(page.status == 403)
        #expect(page.head.contains("text/html"))
      }
    }
  }

  /// A page whose own name leads to this machine could not be told from a local program otherwise.
  @Test(arguments: [
    "http://evil.example/health", "http://evil.example:80/health", "http://127.0.0.1.evil.example/health",
    "http://user@127.0.0.1/health", "http:///health", "https://127.0.0.1/health", "ftp://localhost/health",
    "http://localhost:x/health", "http://evil.example?x=//localhost/health",
  ])
  func targetOfAnotherHostIsRefused(_ target: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("GET", target)
      // NIO's parser refuses some of them itself.
      #expect([400, 421].contains(response.status))
    }
  }

  @Test func targetInAbsoluteFormNeedsOneHostFieldAsWell() async throws {
    try await SandboxFixture.run { sandbox in
      let request = "GET http://localhost/health HTTP/1.1\r\nConnection: close\r\n\r\n"
      let received = try await Wire.exchange(Array(request.utf8), port: sandbox.server.port)
      #expect(try WireResponse.parse(received).response.status == 400)
    }
  }
}
