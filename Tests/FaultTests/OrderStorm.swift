import CurlTransport
import PayIn
import Sandbox
import Synchronization

/// The clients of one API, each as if in a process of its own, and the time they live in.
final class OrderStorm: Sendable {
  typealias Answer = (reference: String, result: Result<WriteResult, PayInError>)

  /// Calls that run at a time.
  private static let width = 60

  private let clients: Mutex<[PayInClient]>
  private let makeClient: @Sendable () throws -> PayInClient
  private let direct: PayInClient
  private let passed: Clock

  private final class Clock: Sendable {
    let ahead = Mutex(Duration.zero)
  }

  init(_ api: FaultyAPI, _ sandbox: SandboxServer, processes: Int) throws {
    let clock = Clock()
    passed = clock
    @Sendable func client(_ url: String, _ connections: Int) throws -> PayInClient {
      var limits = CallLimits()
      // Sixty calls at a time may keep a busy machine for long.
      (limits.connectTimeout, limits.timeout, limits.listTimeout) = (.seconds(60), .seconds(120), .seconds(120))
      let target = Target(baseURL: try BaseURL(url), apiKey: try APIKey(Canary.key))
      let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: connections))
      return PayInClient(target: target, transport: transport, limits: limits, time: Self.time(clock)) { "req_1" }
    }
    makeClient = { try client(api.url, max(3, Self.width / processes)) }
    clients = Mutex(try (0..<processes).map { [makeClient] _ in try makeClient() })
    direct = try client(sandbox.baseURL, 1)
  }

  /// Puts a new process in the place of each, which remembers nothing.
  func restart() throws {
    let count = clients.withLock(\.count)
    let new = try (0..<count).map { _ in try makeClient() }
    clients.withLock { $0 = new }
  }

  /// Makes the clients' time jump.
  func pass(_ duration: Duration) {
    passed.ahead.withLock { $0 += duration }
  }

  /// Asks for an order of each reference, the next by the next client.
  func run(_ references: [String]) async -> [Answer] {
    await withTaskGroup(of: [Answer].self) { group in
      for first in 0..<Self.width {
        group.addTask { await self.run(references, from: first) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func run(_ references: [String], from first: Int) async -> [Answer] {
    var answers: [Answer] = []
    for index in stride(from: first, to: references.count, by: Self.width) {
      let client = clients.withLock { $0[index % $0.count] }
      answers.append((references[index], await create(references[index], client)))
    }
    return answers
  }

  /// What the sandbox holds, by the bytes of the reference.
  func orders() async throws -> [[UInt8]: [APIResource]] {
    var rows: [APIResource] = []
    for number in 1... {
      let page = try await direct.orders(at: Page.Position(number: number, limit: 100)).page
      rows += page.rows
      if !page.hasMore { break }
    }
    return Dictionary(grouping: rows) { Array(($0["orderReference"] ?? "").utf8) }
  }

  /// Follows from the reference, so that a repeat asks for the same.
  static func amount(_ reference: String) -> String {
    "1.\(reference.utf8.count)5"
  }

  private func create(_ reference: String, _ client: PayInClient) async -> Result<WriteResult, PayInError> {
    do throws(PayInError) {
      let amount: Amount
      do { amount = try Amount(Self.amount(reference)) } catch { preconditionFailure("\(error)") }
      return .success(
        try await client.createOrder(
          NewOrder(reference: reference, amount: amount, currency: "USDT", chainID: "ethereum-sepolia")))
    } catch {
      return .failure(error)
    }
  }

  /// Pauses between look-ups are a hundredth of their length; the timeout of calls that wait in line is not shortened.
  private static func time(_ clock: Clock) -> TimeSource {
    TimeSource(
      now: { .now + clock.ahead.withLock { $0 } }, date: { 1_738_060_200 },
      sleep: { try? await Task.sleep(for: $0 > .seconds(4) ? $0 : $0 / 100) }, random: { 0.5 })
  }
}
