import CurlTransport
import HTTP
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import Synchronization

/// The client, on libcurl, against a sandbox of its own in this process.
struct ClientBench: Sendable {
  static let start = Timestamp(milliseconds: 1_738_060_200_000)

  let server: SandboxServer
  let transport: CurlTransport
  let client: PayInClient
  private let time: @Sendable (_ minutes: Int) -> Void

  /// Serves for as long as `body` runs.
  static func run<Result>(
    poolSize: Int = 20, dialect: Dialect = .documented, allowsDuplicates: Bool = false,
    webhook: SandboxConfiguration.Webhook = .init(),
    _ body: (ClientBench) async throws -> Result
  ) async throws -> Result {
    let clock = TestClock(start)
    let transport = CurlTransport()
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        clock: { clock.now }, seed: 42, controlToken: "let-me-in", poolSize: poolSize,
        allowsDuplicateReferences: allowsDuplicates, dialect: dialect, webhook: webhook, transport: transport))
    do {
      let client = try client(at: server.baseURL, transport)
      let result = try await body(
        ClientBench(server: server, transport: transport, client: client) { clock.advance(minutes: $0) })
      await server.shutdown()
      return result
    } catch {
      await server.shutdown()
      throw error
    }
  }

  private init(
    server: SandboxServer, transport: CurlTransport, client: PayInClient, time: @escaping @Sendable (Int) -> Void
  ) {
    self.server = server
    self.transport = transport
    self.client = client
    self.time = time
  }

  func advance(minutes: Int) {
    time(minutes)
  }

  /// The same sandbox, but another key, another address or other limits.
  func client(key: String = "pk_test_0123456789", path: String = "", limits: CallLimits = CallLimits()) throws
    -> PayInClient
  {
    try Self.client(at: "http://127.0.0.1:\(server.port)\(path)", transport, key: key, limits: limits)
  }

  /// The same sandbox by another way, with a memory of its own.
  func client(over transport: any HTTPTransport, dialect: APIDialect = .auto) throws -> PayInClient {
    let target = Target(baseURL: try BaseURL(server.baseURL), apiKey: try APIKey("pk_test_0123456789"))
    return PayInClient(
      target: target, transport: transport, account: AccountState(dialect: dialect), makeRequestID: { "req_1" })
  }

  private static func client(
    at url: String, _ transport: CurlTransport, key: String = "pk_test_0123456789", limits: CallLimits = CallLimits()
  ) throws -> PayInClient {
    let target = Target(baseURL: try BaseURL(url), apiKey: try APIKey(key), sandboxToken: "let-me-in")
    return PayInClient(target: target, transport: transport, limits: limits, makeRequestID: { "req_1" })
  }
}

extension ClientBench {
  /// Stands still until it is moved.
  private final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ time: Timestamp) {
      self.time = Mutex(time)
    }

    var now: Timestamp { time.withLock { $0 } }

    func advance(minutes: Int) {
      time.withLock { $0 = $0.adding(minutes: minutes) }
    }
  }
}
