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
  /// Hundreds of calls at once wait for a processor longer than a person waits for one: 18 of the usual 30 s on a quiet
  /// machine, more on a busy one.
  private static var longLimits: CallLimits {
    var limits = CallLimits()
    (limits.timeout, limits.listTimeout) = (.seconds(120), .seconds(120))
    return limits
  }

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
  func client(key: String = "pk_test_0123456789", path: String = "", limits: CallLimits = longLimits) throws
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
    at url: String, _ transport: CurlTransport, key: String = "pk_test_0123456789", limits: CallLimits = longLimits
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

/// Carries requests out over libcurl and notes them; loses the answers to writes if told to.
final class LossyTransport: HTTPTransport {
  private let transport: CurlTransport
  private let losesWrites: Bool
  private let sent = Mutex<[String]>([])

  init(_ transport: CurlTransport, losesWrites: Bool = false) {
    self.transport = transport
    self.losesWrites = losesWrites
  }

  /// Method and path with the query, below `/api/v1`.
  var lines: [String] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let path = request.url.replacing(/^http:\/\/[^\/]+(\/api\/v1)?/, with: "")
    sent.withLock { $0.append("\(request.method.rawValue) \(path)") }
    let response = try await transport.send(request)
    guard losesWrites, request.method.isWrite else { return response }
    throw HTTPTransportError(.connectionLost, mayHaveReachedServer: true)
  }
}

extension NewOrder {
  static func make(
    _ reference: String = "order_1", amount: String = "10.50", currency: String = "USDC",
    chainID: String = "ethereum-sepolia"
  ) throws -> NewOrder {
    NewOrder(reference: reference, amount: try Amount(amount), currency: currency, chainID: chainID)
  }
}

extension NewPaymentLink {
  static func make(_ title: String = "Invoice", amount: String = "2500") throws -> NewPaymentLink {
    NewPaymentLink(
      title: title, amount: try Amount(amount),
      currencies: [
        Price(currency: "USDT", chainID: "ethereum-sepolia"), Price(currency: "USDC", chainID: "polygon-amoy"),
      ])
  }
}

/// References that a path, a query or a body could mangle.
enum OddTexts {
  static let all = [
    "a/b", "/", "100%", "%2F", "%252e%252e", "a b", "a+b", "é", "e\u{301}", "日本語", "🙂", "a?b#c", "a&b=c", "\"quoted\"",
    "back\\slash", "../orders", "...", ":orderId", "semi;colon", "'; DROP TABLE orders; --", "{}", "null", "~",
  ]
}
