import Foundation
import HTTP
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Each row of the table of faults: whether the request takes effect, what comes, and where else the table is shown.
@Suite(.timeLimit(.minutes(1))) struct FaultTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func inject(
    _ sandbox: SandboxFixture, _ kind: FaultKind, route: String = "POST /api/v1/orders",
    _ members: [String: JSONValue] = [:]
  ) async throws {
    var body: JSONObject = ["route": .string(route), "kind": .string(kind.rawValue)]
    if kind.needsStatus { body["status"] = 418 }
    if kind.needsDelay { body["delayMilliseconds"] = 40 }
    for (name, value) in members { body[name] = value }
    let injected = try await sandbox.control("POST", "/faults", .object(body))
    try #require(injected.status == 201, "\(injected.json)")
  }

  /// All that comes for the creation of an order; nothing if the connection is reset.
  private static func create(_ sandbox: SandboxFixture) async throws -> String {
    let body = SandboxFixture.order().description
    let request = """
      POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer pk_test\r\n\
      Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """
    let bytes = try? await Wire.exchange(Array(request.utf8), port: sandbox.server.port)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// One that hangs is tried elsewhere: it answers nothing before the client ends.
  @Test(arguments: FaultKind.allCases.filter { $0 != .hang })
  func effectIsThatOfTheTable(_ kind: FaultKind) async throws {
    try await SandboxFixture.run { sandbox in
      try await Self.inject(sandbox, kind)
      _ = try await Self.create(sandbox)
      let orders = try await sandbox.get("/orders")
      #expect(orders.data["pagination"]?["total"] == (kind.takesEffect ? 1 : 0))
    }
  }

  /// The beginning of the reply's status line, a part of the reply, and a part that it does not have.
  @Test(arguments: [
    (FaultKind.gatewayPage, "HTTP/1.1 502", "<h1>", "success"), (.wrongType, "HTTP/1.1 201", "text/plain", "text/html"),
    (.notHTTP, "220 ", "no HTTP", "HTTP/1.1"), (.slowBody, "HTTP/1.1 201", "\"orderReference\":\"order-1\"", "error"),
    (.missingFields, "HTTP/1.1 201", "\"status\":\"pending\"", "orderReference"),
    (.unknownStatus, "HTTP/1.1 201", "\"status\":\"paused\"", "pending"),
    (.otherResource, "HTTP/1.1 201", "\"orderReference\":\"order-7\"", "order-1\""),
    (.cappedPage, "HTTP/1.1 201", "\"orderReference\":\"order-1\"", "error"),
  ])
  func replyIsThatOfTheTable(_ kind: FaultKind, _ start: String, _ part: String, _ missing: String) async throws {
    try await SandboxFixture.run { sandbox in
      try await Self.inject(sandbox, kind)
      let reply = try await Self.create(sandbox)
      #expect(reply.hasPrefix(start) && reply.contains(part) && !reply.contains(missing), "\(reply)")
    }
  }

  /// Blanks between the brace and the members: the body stays JSON, and is more than clients take.
  @Test func hugeBodyIsTheUsualOneWithBlanks() async throws {
    try await SandboxFixture.run { sandbox in
      try await Self.inject(sandbox, .hugeBody)
      let reply = try await Self.create(sandbox)
      #expect(reply.utf8.count > 17 << 20 && reply.contains("\r\n\r\n{   "))
      #expect(reply.hasSuffix("\"message\":\"Order created successfully\"}"))
    }
  }

  /// Redirects lead to a path of this server where nothing is.
  @Test(arguments: [301, 303, 307])
  func redirectHasALocation(_ status: Int) async throws {
    try await SandboxFixture.run { sandbox in
      try await Self.inject(sandbox, .status, ["status": .number(JSONNumber(status))])
      let reply = try await sandbox.createOrder()
      #expect(reply.status == status && reply.header("Location") == "/api/v1/moved")
    }
  }

  @Test func pageOfAGatewayHasTheStatusThatIsAskedFor() async throws {
    try await SandboxFixture.run { sandbox in
      try await Self.inject(sandbox, .gatewayPage, ["status": 403, "retryAfterSeconds": 9])
      let reply = try await sandbox.createOrder()
      #expect(reply.status == 403 && reply.header("Content-Type") == "text/html" && reply.header("Retry-After") == "9")
    }
  }

  /// Three orders, in each dialect's form of a list.
  @Test(arguments: Dialect.allCases)
  func listIsRepeatedOrCapped(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for number in 1...3 { _ = try await sandbox.orderId("order-\(number)") }
      func list(_ query: String) async throws -> (rows: Int?, position: JSONValue?) {
        let reply = try await sandbox.get("/orders" + query)
        let data = reply.data
        return ((data["orders"] ?? data).array?.count, data["pagination"] ?? reply.json["pagination"])
      }
      try await Self.inject(sandbox, .repeatedRows, route: "GET /api/v1/orders")
      #expect(try await list("").rows == 6)
      try await Self.inject(sandbox, .cappedPage, route: "GET /api/v1/orders", ["count": 3])
      for (query, rows, limit) in [("?limit=100", 2, 2), ("?page=2", 1, 2), ("?limit=1", 1, 1)] {
        let (found, position) = try await list(query)
        #expect(
          found == rows && position?["limit"] == .number(JSONNumber(limit)) && position?["total"] == 3, "\(query)")
      }
      #expect(try await list("").rows == 3)
    }
  }

  @Test(
    arguments: [
      ("slow_body", [:], "delayMilliseconds"), ("hang", ["status": 500], "status and gateway_page only"),
      ("status", ["status": 299], "300 to 599"),
    ] as [(String, [String: JSONValue], String)])
  func impossibleRuleIsRefused(_ kind: String, _ members: [String: JSONValue], _ words: String) async throws {
    try await SandboxFixture.run { sandbox in
      var body: JSONObject = ["route": "*", "kind": .string(kind)]
      for (name, value) in members { body[name] = value }
      let refused = try await sandbox.control("POST", "/faults", .object(body))
      #expect(refused.status == 400 && refused.message?.contains(words) == true, "\(refused.json)")
    }
  }

  // MARK: Where else the table is shown

  @Test func schemaOfTheToolHasTheTable() throws {
    let schema = try JSONParser.parse(Array(Self.text("schemas/tools/inject_fault.json").utf8))
    let kinds = schema["inputSchema"]?["properties"]?["kind"]?["enum"]?.array?.compactMap(\.string)
    #expect(kinds == FaultKind.allCases.map(\.rawValue) + ["none", "empty_pool", "refill_pool"])
  }

  @Test func documentationHasTheTable() throws {
    let page = try Self.text("docs/sandbox-controls.md")
    let table = page.split(separator: "| `kind` | Effect |").last.map(String.init) ?? ""
    let rows = table.matches(of: /(?m)^\| `(\w+)` \| (no|yes)/).map { "\($0.1) \($0.2)" }
    #expect(rows == FaultKind.allCases.map { "\($0.rawValue) \($0.takesEffect ? "yes" : "no")" })
  }
}

extension FaultKind {
  /// Whether the request takes effect before the reply is sent.
  fileprivate var takesEffect: Bool {
    switch self {
    case .status, .successFalse, .gatewayPage, .hang, .resetBefore: false
    case .resetAfter, .delay, .slowBody, .truncatedBody, .notJSON, .emptyBody, .wrongType, .notHTTP, .hugeBody,
      .missingFields, .unknownStatus, .otherResource, .repeatedRows, .cappedPage:
      true
    }
  }
}
