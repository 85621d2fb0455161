import HTTP
import Synchronization
import Testing

@testable import PayIn

@Suite struct CallEventTests {
  /// What a read logs that is refused once by a busy server and then answered.
  private static func lines(at level: LogLevel) async throws -> [String] {
    let transport = ScriptedTransport(
      .json(503, "{}"), .json(200, #"{"data":{"orderId":"ord_secret","amount":"12.34"}}"#))
    let events = Mutex<[CallEvent]>([])
    let time = ManualTime().source()
    let client = PayInClient(
      target: Target(baseURL: try BaseURL("https://testnet.payin.com"), apiKey: try APIKey(APIKey.canary)),
      transport: transport, account: AccountState(dialect: .documented), time: time,
      observe: { event in events.withLock { $0.append(event) } }, makeRequestID: { "req_1" })
    _ = try await client.order("ord_secret")
    return events.withLock { $0 }.filter { level >= $0.level }.map(\.line)
  }

  @Test func debugShowsEachStepOfACall() async throws {
    let lines = try await Self.lines(at: .debug)
    let call = "call=\"GET /orders/:orderId\""
    #expect(lines.count == 5)
    #expect(lines[0] == "level=debug \(call) event=start attempt=1 id=req_1")
    #expect(lines[1].hasPrefix("level=info \(call) status=503 error=upstream_error ms="))
    #expect(lines[2].hasPrefix("level=debug \(call) event=retry reason=busy after_ms="))
    #expect(lines[3] == "level=debug \(call) event=start attempt=2 id=req_1")
    #expect(lines[4].hasPrefix("level=info \(call) status=200 ms=") && lines[4].hasSuffix(" attempt=2 id=req_1"))
  }

  @Test func infoShowsEachAttemptThatHasEnded() async throws {
    let lines = try await Self.lines(at: .info)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("level=info ") })
  }

  @Test(arguments: [LogLevel.warning, .error])
  func lesserLevelsShowNoCalls(_ level: LogLevel) async throws {
    #expect(try await Self.lines(at: level).isEmpty)
  }

  @Test func readThatIsGivenUpSaysWhy() {
    let event = CallEvent.decided(.orders, .stop(.exhausted), attempt: 4, requestID: "req_1")
    #expect(event.line == #"level=debug call="GET /orders" event=stop reason=exhausted attempt=4 id=req_1"#)
  }

  @Test func noResourceOrSecretIsLogged() async throws {
    let text = try await Self.lines(at: .debug).joined(separator: "\n")
    for secret in ["ord_secret", "12.34", APIKey.canary] { #expect(!text.contains(secret)) }
  }
}
