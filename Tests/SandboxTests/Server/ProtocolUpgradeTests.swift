import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// A server may ignore that a client would rather speak another protocol (RFC 9110, section 7.8).
@Suite struct ProtocolUpgradeTests {
  /// The headers as Java's HttpClient and `curl --http2` send them.
  private static let h2c = [
    "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
  ]

  private static let authorised = [
    "Host: localhost", "Authorization: Bearer pk_test", "Content-Type: application/json",
  ]

  private static func request(_ line: String, _ fields: [String], _ body: String = "") -> String {
    ([line] + authorised + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  private static func order(_ reference: String, _ fields: [String]) -> String {
    let body = SandboxFixture.order(reference).description
    return request("POST /api/v1/orders HTTP/1.1", fields + ["Content-Length: \(body.utf8.count)"], body)
  }

  /// Each line of the body is a chunk of its own, and the last one is followed by a trailer.
  private static func orderInChunks(_ reference: String, _ fields: [String]) -> String {
    let body = SandboxFixture.order(reference).description
    let chunks = body.split(separator: ",").joined(separator: ",\n").split(separator: "\n").map { part in
      "\(String(part.utf8.count + 1, radix: 16))\r\n\(part)\n\r\n"
    }
    return request("POST /api/v1/orders HTTP/1.1", fields + ["Transfer-Encoding: chunked"])
      + chunks.joined() + "0\r\nX-Checksum: 1\r\n\r\n"
  }

  private static let last = request("GET /health HTTP/1.1", ["Connection: close"])

  private func statuses(_ text: String, _ sandbox: SandboxFixture) async throws -> [Int] {
    var rest = try await Wire.exchange(Array(text.utf8), port: sandbox.server.port)
    var statuses: [Int] = []
    while !rest.isEmpty {
      let (response, following) = try WireResponse.parse(rest)
      statuses.append(response.status)
      rest = following
    }
    return statuses
  }

  @Test(arguments: [
    h2c, ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA=="],
    ["connection: upgrade", "upgrade: h2c"], ["Connection: keep-alive, Upgrade", "Upgrade: TLS/1.0, HTTP/2.0"],
    ["Upgrade: h2c"], ["Connection: upgrade"],
  ])
  func connectionGoesOnAfterARequestForAnotherProtocol(_ fields: [String]) async throws {
    try await SandboxFixture.run { sandbox in
      let get = Self.request("GET /health HTTP/1.1", fields)
      let text =
        get + get + Self.order("one", fields) + Self.order("two", fields) + Self.orderInChunks("three", fields)
        + Self.orderInChunks("four", []) + Self.order("five", []) + get + Self.last
      let found = try await statuses(text, sandbox)
      #expect(found == [200, 200, 201, 201, 201, 201, 201, 200, 200])
    }
  }

  /// The requests come in pieces, as over a slow network, and with empty bodies and bodies of line breaks.
  @Test func requestsForAnotherProtocolComeInAnyPieces() async throws {
    try await SandboxFixture.run { sandbox in
      let text =
        Self.request("POST /api/v1/nowhere HTTP/1.1", Self.h2c + ["Content-Length: 0"])
        + Self.request("POST /api/v1/nowhere HTTP/1.1", Self.h2c + ["Content-Length: 6"], "\n\n\r\n\r\n")
        + Self.order("one", Self.h2c) + Self.orderInChunks("two", Self.h2c) + Self.last
      for size in [1, 2, 7, 64] {
        let received = try await Wire.exchange(Array(text.utf8), port: sandbox.server.port, pieces: size)
        let text = String(decoding: received, as: UTF8.self)
        let statuses = text.matches(of: /HTTP\/1\.1 (\d{3})/).map { $0.1 }
        #expect(statuses == (size == 1 ? ["404", "404", "201", "201", "200"] : ["404", "404", "409", "409", "200"]))
      }
    }
  }

  @Test func clientThatHasEndedItsSideIsAnsweredAfterARequestForAnotherProtocol() async throws {
    try await SandboxFixture.run { sandbox in
      let get = Self.request("GET /health HTTP/1.1", Self.h2c)
      let received = try await Wire.exchange(
        Array((get + get + get).utf8), port: sandbox.server.port, halfClosing: true)
      #expect(String(decoding: received, as: UTF8.self).matches(of: /HTTP\/1\.1 200/).count == 3)
    }
  }

  /// What follows `CONNECT` is of another protocol only after an answer of success.
  @Test func connectionGoesOnAfterConnectWasRefused() async throws {
    try await SandboxFixture.run { sandbox in
      let connect = "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"
      let found = try await statuses(connect + Self.last, sandbox)
      #expect(found == [400, 200])
    }
  }

  @Test(arguments: [
    ("HTTP/1.1", "Expect: 100-continue", [100, 201]), ("HTTP/1.1", "Expect: 100-Continue", [100, 201]),
    ("HTTP/1.1", "Expect: 200-maybe, 100-continue", [100, 201]), ("HTTP/1.0", "Expect: 100-continue", [201]),
  ])
  func clientIsToldToContinueWhereItUnderstands(
    _ version: String, _ field: String, _ expected: [Int]
  ) async throws {
    try await SandboxFixture.run { sandbox in
      let body = SandboxFixture.order().description
      let text = Self.request(
        "POST /api/v1/orders \(version)", [field, "Connection: close", "Content-Length: \(body.utf8.count)"], body)
      let found = try await statuses(text, sandbox)
      #expect(found == expected)
    }
  }
}
