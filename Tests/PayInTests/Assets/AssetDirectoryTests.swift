import HTTP
import JSON
import Synchronization
import Testing

@testable import PayIn

@Suite struct AssetDirectoryTests {
  private static let tokens = #"{"tokens":[{"symbol":"NEW","decimals":2,"chains":["new-chain"]}],"total":1}"#
  private static let missing = ScriptedTransport.Reply.json(404, #"{"error":"Not Found"}"#)
  private static let refused = ScriptedTransport.Reply.failure(
    HTTPTransportError(.connectionRefused, mayHaveReachedServer: false))

  /// Set by hand.
  private final class Clock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func advance(by duration: Duration) { time.withLock { $0 += duration } }
  }

  private static func directory(
    _ clock: Clock = Clock(), _ environment: [String: String] = ["PAYIN_API_KEY": APIKey.canary]
  ) throws -> AssetDirectory {
    AssetDirectory(try Configuration.load(environment: environment), now: { clock.now })
  }

  private static func client(_ transport: any HTTPTransport) throws -> PayInClient {
    let target = Target(baseURL: try BaseURL("https://testnet.payin.com"), apiKey: try APIKey(APIKey.canary))
    return PayInClient(target: target, transport: transport, makeRequestID: { "req_1" })
  }

  @Test func listsAreAskedForAtTheirAddresses() async throws {
    let transport = ScriptedTransport(.json(200, Self.tokens), .json(200, #"{"data":[]}"#))
    let client = try Self.client(transport)
    let (table, error) = try await Self.directory().table { client }
    #expect(table.source == .live && error == nil)
    #expect(
      transport.requests.map(\.url) == [
        "https://testnet.payin.com/api/tokens", "https://testnet.payin.com/api/v1/chains",
      ])
    #expect(transport.requests.map { $0.headers["authorization"] } == [nil, "Bearer \(APIKey.canary)"])
  }

  @Test func secondAddressIsTriedWhereTheFirstDoesNotServe() async throws {
    let transport = ScriptedTransport(Self.missing, .json(200, Self.tokens), .json(403, "{}"), Self.refused)
    let client = try Self.client(transport)
    let table = try await Self.directory().table { client }.table
    #expect(table.chains.map(\.id) == ["new-chain"])
    #expect(
      transport.requests.map(\.url) == [
        "https://testnet.payin.com/api/tokens", "https://testnet.payin.com/api/v1/tokens",
        "https://testnet.payin.com/api/v1/chains", "https://testnet.payin.com/api/chains",
      ])
  }

  @Test func listIsKeptForAnHour() async throws {
    let clock = Clock()
    let transport = ScriptedTransport(.json(200, Self.tokens))
    let (client, directory) = try (Self.client(transport), Self.directory(clock))
    for _ in 0..<3 { _ = await directory.table { client } }
    #expect(transport.requests.count == 2)
    clock.advance(by: .seconds(3599))
    _ = await directory.table { client }
    #expect(transport.requests.count == 2)
    clock.advance(by: .seconds(1))
    _ = await directory.table { client }
    #expect(transport.requests.count == 4)
  }

  @Test func apiWithoutListsIsNotAskedAgainForAnHour() async throws {
    let clock = Clock()
    let transport = ScriptedTransport(Self.missing)
    let (client, directory) = try (Self.client(transport), Self.directory(clock))
    for _ in 0..<3 {
      let (table, error) = await directory.table { client }
      #expect(table.source == .builtIn)
      #expect(table.chains.map(\.network) == Array(repeating: .test, count: 6))
      #expect(error?.code == .endpointMissing)
    }
    #expect(transport.requests.count == 2)
    clock.advance(by: .seconds(3600))
    _ = await directory.table { client }
    #expect(transport.requests.count == 4)
  }

  @Test(arguments: [refused, .json(200, "<html>"), .json(500, "{}")])
  func otherFailureIsNotKept(_ failure: ScriptedTransport.Reply) async throws {
    let transport = ScriptedTransport(failure, failure, .json(200, Self.tokens))
    let (client, directory) = try (Self.client(transport), Self.directory())
    #expect(await directory.table { client }.table.source == .builtIn)
    _ = await directory.table { client }
    #expect(await directory.table { client }.table.source == .live)
  }

  @Test func clientThatCannotBeHadIsAFailureLikeAnother() async throws {
    let directory = try Self.directory()
    let (table, error) = await directory.table { () throws(PayInError) in
      throw PayInError(.notConfigured, .tokens, outcome: nil, retry: .never)
    }
    #expect(table.source == .builtIn)
    #expect(error?.code == .notConfigured)
  }

  /// Answers only when all callers have come.
  private final class Turnstile: HTTPTransport {
    private let callers: Int
    private let state = Mutex<(come: Int, sent: Int, waiting: [CheckedContinuation<Void, Never>])>((0, 0, []))

    init(callers: Int) { self.callers = callers }

    var sent: Int { state.withLock { $0.sent } }

    func come() {
      let released = state.withLock { state in
        state.come += 1
        guard state.come == callers else { return [CheckedContinuation<Void, Never>]() }
        defer { state.waiting = [] }
        return state.waiting
      }
      for continuation in released { continuation.resume() }
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          state.sent += 1
          if state.come < callers { state.waiting.append(continuation) }
          return state.come >= callers
        }
        if isOpen { continuation.resume() }
      }
      return HTTPResponse(status: 200, body: Array(AssetDirectoryTests.tokens.utf8))
    }
  }

  @Test func manyCallersShareOneFetch() async throws {
    let transport = Turnstile(callers: 100)
    let (client, directory) = try (Self.client(transport), Self.directory())
    let sources = await withTaskGroup(of: AssetTable.Source.self) { group in
      for _ in 0..<100 {
        group.addTask {
          transport.come()
          return await directory.table { client }.table.source
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sources == Array(repeating: .live, count: 100))
    #expect(transport.sent == 2)
  }

  @Test func sandboxIsNeverAsked() async throws {
    let directory = try Self.directory(Clock(), [:])
    let transport = ScriptedTransport(Self.refused)
    let client = try Self.client(transport)
    let (table, error) = await directory.table { client }
    #expect(table.isComplete && table.source == .builtIn && error == nil)
    #expect(table.chains.map(\.id) == AssetTable.builtIn.restricted(to: .test).chains.map(\.id))
    #expect(transport.requests.isEmpty)
  }

  private static func pair(_ currency: String, _ chainID: String, _ amount: String = "1") throws -> [AssetChoice] {
    [.pair(currency: currency, chainID: chainID, amount: try Amount(amount))]
  }

  @Test func apiIsAskedOnlyInDoubt() async throws {
    let transport = ScriptedTransport(.json(200, Self.tokens))
    let (client, directory) = try (Self.client(transport), Self.directory())
    #expect(await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings.isEmpty)
    let mixedUp = await directory.review(try Self.pair("USDC", "polygon-mainnet")) { client }.findings
    #expect(mixedUp.map(\.isNetworkMismatch) == [true])
    #expect(transport.requests.isEmpty)
    #expect(await directory.review(try Self.pair("NEW", "new-chain")) { client }.findings.isEmpty)
    #expect(transport.requests.count == 2)
  }

  private static func customDirectory(_ clock: Clock, _ more: [String: String] = [:]) throws -> AssetDirectory {
    let environment = ["PAYIN_API_KEY": APIKey.canary, "PAYIN_BASE_URL": "https://pay.example"]
    return try directory(clock, environment.merging(more) { $1 })
  }

  /// The built-in table approves the pair; the host that the order would go to does not have it.
  @Test(arguments: [[:], ["PAYIN_ENVIRONMENT": "testnet"]])
  func thirdPartyHostIsAskedFirst(_ environment: [String: String]) async throws {
    let transport = ScriptedTransport(.json(200, Self.tokens))
    let (client, directory) = try (Self.client(transport), Self.customDirectory(Clock(), environment))
    #expect(await directory.review([]) { client }.findings.isEmpty)
    #expect(transport.requests.isEmpty)
    let impossible = await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings
    #expect(impossible.map(\.isCertain) == [true])
    #expect(await directory.review(try Self.pair("NEW", "new-chain")) { client }.findings.isEmpty)
    #expect(transport.requests.count == 2)
  }

  @Test func incompleteListDoesNotRefuseAKnownPair() async throws {
    let part = Self.tokens.replacing(#""total":1"#, with: #""total":2"#)
    let (client, directory) = try (Self.client(ScriptedTransport(.json(200, part))), Self.customDirectory(Clock()))
    #expect(await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings.isEmpty)
    #expect(await directory.review(try Self.pair("NOPE", "new-chain")) { client }.findings.map(\.isCertain) == [false])
  }

  /// Each call would wait for lists that hang, so they are left alone for a minute; what the table knows goes on.
  @Test func hostWithoutListsIsAskedFirstOnceAMinute() async throws {
    let clock = Clock()
    let transport = ScriptedTransport(Self.refused)
    let (client, directory) = try (Self.client(transport), Self.customDirectory(clock))
    for _ in 0..<3 {
      #expect(await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings.isEmpty)
    }
    #expect(transport.requests.count == 1)
    clock.advance(by: .seconds(60))
    #expect(await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings.isEmpty)
    #expect(transport.requests.count == 2)
  }

  @Test func listThatWasReadIsUsed() async throws {
    let transport = ScriptedTransport(.json(200, Self.tokens))
    let (client, directory) = try (Self.client(transport), Self.directory())
    _ = await directory.table { client }
    let unlisted = await directory.review(try Self.pair("USDC", "polygon-amoy")) { client }.findings
    #expect(unlisted.map(\.isCertain) == [true])
    let fine = await directory.review(try Self.pair("NEW", "new-chain", "1.234")) { client }.findings
    #expect(fine.map(\.kind) == [.tooManyDecimals(most: 2)])
    #expect(transport.requests.count == 2)
  }

  @Test func withoutListsTheBuiltInTableOnlyWarns() async throws {
    let client = try Self.client(ScriptedTransport(Self.missing))
    let directory = try Self.directory()
    #expect(
      await directory.review(try Self.pair("USDT", "polygon-amoy")) { client }.findings.map(\.isCertain) == [false])
    #expect(await directory.review(try Self.pair("NEW", "new-chain")) { client }.findings.map(\.isCertain) == [false])
  }
}
