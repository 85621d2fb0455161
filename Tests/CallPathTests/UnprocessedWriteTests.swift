import CurlTransport
import PayIn
import TestSupport
import Testing

/// What a caller hears of a write that an HTTP/2 server did not process, over libcurl.
@Suite(.timeLimit(.minutes(1)))
struct UnprocessedWriteTests {
  @Test(arguments: [
    ("reset 7", PayInError.Outcome.notSent), ("goaway 0 0", .notSent), ("reset 8", .unknown),
    ("goaway 1 0,close", .unknown),
  ])
  func outcomeFollowsWhatTheServerSaid(_ steps: String, _ outcome: PayInError.Outcome) async throws {
    let server = try TLSServer(.init(http2: [steps]))
    let target = Target(baseURL: try BaseURL(server.url), apiKey: try APIKey("pk_test_0123456789"))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let client = PayInClient(target: target, transport: transport, checksDuplicates: false) { "req_1" }
    let order = NewOrder(
      reference: "order_1", amount: try Amount("10.50"), currency: "USDT", chainID: "ethereum-sepolia")
    let error = await #expect(throws: PayInError.self) { _ = try await client.createOrder(order) }
    #expect(error?.outcome == outcome)
    #expect(error?.code == (outcome == .notSent ? .connectionLost : .outcomeUnknown))
    #expect(error?.retry == (outcome == .notSent ? .safe : .unsafe))
    #expect(try server.counts().requests == 1)
  }
}
