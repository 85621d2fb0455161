import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Answers where the sandbox could be another API than the one that is documented: what no route takes, what cannot be
/// read, the currencies, and the fields of every reply.
@Suite(.timeLimit(.minutes(1))) struct DocumentedAnswerTests {
  /// Requests that no route takes, and requests that are no HTTP/1.1.
  private static let strays = [
    "GET /api/v1/nothing HTTP/1.1", "POST /api/v1/nothing HTTP/1.1", "PUT /api/v1/orders/ HTTP/1.1",
    "GET /orders HTTP/1.1", "DELETE /api/v2/orders HTTP/1.1", "OPTIONS /api/v1/nothing HTTP/1.1",
    "TRACE /api/v1/%6Eothing HTTP/1.1", "CONNECT /api/v1/nothing HTTP/1.1", "GET /health/ HTTP/1.1",
  ]

  private static func bytes(_ line: String, _ sandbox: SandboxFixture, fields: String = "") async throws -> [UInt8] {
    let text = "\(line)\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer pk_test\r\n\(fields)\r\n"
    return try await Wire.exchange(Array(text.utf8), port: sandbox.server.port)
  }

  private static func ask(_ line: String, _ sandbox: SandboxFixture, fields: String = "") async throws -> WireResponse {
    try WireResponse.parse(try await bytes(line, sandbox, fields: fields)).response
  }

  @Test func unknownRouteIsAnsweredInTheEnvelopeOfItsDialect() async throws {
    let envelopes: [Dialect: JSONValue] = [
      .documented: ["success": false, "error": "NotFound", "message": "Endpoint not found"],
      .published: ["error": "Not Found"],
    ]
    for (dialect, envelope) in envelopes {
      try await SandboxFixture.run(dialect: dialect) { sandbox in
        for line in Self.strays {
          let reply = try await Self.ask(line, sandbox)
          #expect(reply.status == 404 && reply.json == envelope, "\(dialect) \(line): \(reply.json)")
        }
        let head = String(decoding: try await Self.bytes("HEAD /api/v1/nothing HTTP/1.1", sandbox), as: UTF8.self)
        #expect(head.hasPrefix("HTTP/1.1 404") && head.contains("application/json") && head.hasSuffix("\r\n\r\n"))
      }
    }
  }

  @Test(arguments: [
    "FOO /api/v1/orders HTTP/1.1", "GARBAGE", "GET /api/v1/orders HTTP/9.9",
    "GET /api/v1/%zz HTTP/1.1",
  ])
  func whatIsNoRequestIsRefusedInTheEnvelope(_ line: String) async throws {
    for dialect in Dialect.allCases {
      try await SandboxFixture.run(dialect: dialect) { sandbox in
        let reply = try await Self.ask(line, sandbox)
        #expect(reply.status == 400 && reply.error == "ValidationError", "\(reply.json)")
        #expect(reply.json["success"] == (dialect == .documented ? false : nil))
        #expect(reply.header("X-Request-Id") != nil)
      }
    }
  }

  /// The guide names these two networks, and DAI among the currencies; no test network of the published code has it.
  @Test(arguments: ["ethereum-sepolia", "polygon-amoy"])
  func daiIsPaidWhereTheDocumentationHasIt(_ chain: String) async throws {
    let changes: [String: JSONValue?] = ["currency": "DAI", "chainId": .string(chain)]
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("dai", changes)
      _ = try await sandbox.pay(["orderId": .string(id)])
      let read = try await sandbox.get("/orders/\(id)")
      #expect(read["status"] == "completed" && read["currency"] == "DAI")
      let tokens = try await sandbox.send("GET", "/api/tokens?chainId=\(chain)")
      #expect(tokens.data["tokens"]?.array?.contains { $0["symbol"] == "DAI" && $0["decimals"] == 6 } == true)
    }
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let refused = try await sandbox.createOrder("dai", changes)
      #expect(refused.status == 500 && refused.message?.contains("PYUSD, USDC, USDT") == true, "\(refused.json)")
      let tokens = try await sandbox.send("GET", "/api/tokens")
      #expect(tokens.json["tokens"]?.array?.contains { $0["symbol"] == "DAI" } == false)
    }
  }

  // MARK: Fields

  @Test(arguments: Dialect.allCases)
  func everyReplyHasTheIdOfItsRequest(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for target in [
        "GET /health", "GET /api/v1/orders", "GET /nothing", "OPTIONS /api/v1/orders", "GET /_sandbox/state",
      ] {
        let own = try await Self.ask("\(target) HTTP/1.1", sandbox, fields: "X-Request-Id: req-of.mine:1\r\n")
        #expect(own.header("X-Request-Id") == "req-of.mine:1", "\(target)")
        let made = try await Self.ask("\(target) HTTP/1.1", sandbox)
        #expect(made.header("X-Request-Id")?.wholeMatch(of: /req_[0-9a-f]{16}/) != nil, "\(target)")
      }
      let long = try await Self.ask(
        "GET /health HTTP/1.1", sandbox, fields: "X-Request-Id: \(String(repeating: "x", count: 129))\r\n")
      #expect(long.header("X-Request-Id")?.hasPrefix("req_") == true)
    }
  }

  /// The documentation announces limits and enforces none.
  @Test func noReplySpeaksOfRateLimits() async throws {
    try await SandboxFixture.run { sandbox in
      for path in ["/orders", "/nothing", "/orders/none"] {
        let head = try await sandbox.get(path).head.lowercased()
        #expect(!head.contains("ratelimit") && !head.contains("retry-after"))
      }
    }
  }
}
