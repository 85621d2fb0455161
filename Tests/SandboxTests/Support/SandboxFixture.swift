import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// A running sandbox and a client for it.
struct SandboxFixture: Sendable {
  static let controlToken = "let-me-in"

  let server: SandboxServer
  let clock: TestClock
  var key = "pk_test"

  /// Serves for as long as `body` runs.
  static func run<Result>(
    database: SandboxConfiguration.Storage = .memory, poolSize: Int = 20, seed: UInt64? = 42,
    allowsDuplicateReferences: Bool = false, dialect: Dialect = .documented, clock: TestClock = TestClock(),
    merchant: String? = nil, webhooks: WebhookBench? = nil, limits: ConnectionLimits = .ofProcess(descriptorsEach: 1),
    streams: EventStreamLimits = EventStreamLimits(), _ body: (SandboxFixture) async throws -> Result
  ) async throws -> Result {
    var configuration = SandboxConfiguration(
      database: database, clock: { clock.now }, seed: seed, controlToken: controlToken, poolSize: poolSize,
      allowsDuplicateReferences: allowsDuplicateReferences, dialect: dialect, connectionLimits: limits,
      webhook: webhooks?.webhook ?? .init(), merchant: merchant,
      transport: webhooks?.transport, sleep: webhooks?.sleep ?? Timestamp.sleep)
    configuration.eventStreamLimits = streams
    let server = try await SandboxServer.start(configuration)
    do {
      let result = try await body(SandboxFixture(server: server, clock: clock))
      await server.shutdown()
      return result
    } catch {
      await server.shutdown()
      throw error
    }
  }

  /// The same sandbox, another tenant.
  func with(key: String) -> SandboxFixture {
    SandboxFixture(server: server, clock: clock, key: key)
  }

  func get(_ path: String) async throws -> WireResponse {
    try await send("GET", "/api/v1" + path, ["Authorization: Bearer \(key)"])
  }

  func post(_ path: String, _ body: JSONValue? = nil) async throws -> WireResponse {
    try await post(path, text: body?.description ?? "")
  }

  func put(_ path: String, _ body: JSONValue) async throws -> WireResponse {
    try await write("PUT", path, text: body.description)
  }

  func patch(_ path: String) async throws -> WireResponse {
    try await send("PATCH", "/api/v1" + path, ["Authorization: Bearer \(key)"])
  }

  func post(_ path: String, text: String) async throws -> WireResponse {
    try await write("POST", path, text: text)
  }

  private func write(_ method: String, _ path: String, text: String) async throws -> WireResponse {
    try await send(
      method, "/api/v1" + path, ["Authorization: Bearer \(key)", "Content-Type: application/json"], Array(text.utf8))
  }

  func pay(_ body: JSONValue, token: String = controlToken, headers: [String] = []) async throws -> WireResponse {
    try await send(
      "POST", "/_sandbox/payments", ["X-Sandbox-Token: \(token)", "Content-Type: application/json"] + headers,
      Array(body.description.utf8))
  }

  func send(
    _ method: String, _ target: String, _ headers: [String] = [], _ body: [UInt8] = [], host: String = "localhost"
  ) async throws -> WireResponse {
    let lines =
      ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close", "Content-Length: \(body.count)"]
      + headers
    let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    return try WireResponse.parse(try await Wire.exchange(bytes, port: server.port)).response
  }
}

extension SandboxFixture {
  /// An order body; members given replace the default ones, `nil` removes them.
  static func order(_ reference: String = "order-1", _ changes: [String: JSONValue?] = [:]) -> JSONValue {
    var body: JSONObject = [
      "orderReference": .string(reference), "amount": "10.50", "currency": "USDC", "chainId": "ethereum-sepolia",
    ]
    for (name, value) in changes { body[name] = value }
    return .object(body)
  }

  func createOrder(_ reference: String = "order-1", _ changes: [String: JSONValue?] = [:]) async throws -> WireResponse
  {
    try await post("/orders", Self.order(reference, changes))
  }

  func orderId(_ reference: String = "order-1", _ changes: [String: JSONValue?] = [:]) async throws -> String {
    let created = try await createOrder(reference, changes)
    guard let id = created["orderId"] else { throw WireResponse.Malformed() }
    return id
  }
}
