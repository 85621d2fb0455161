import CurlTransport
import PayIn
import TestSupport
import Testing

/// The error of a write that an HTTP/2 server did not process, over libcurl.
@Suite(.timeLimit(.minutes(1)))
struct UnprocessedWriteTests {
  @Test func outcomeFollowsWhatTheServerSaid() async throws {
    let server = try TLSServer(.init(http2: ["hold"]))
    for steps in ["reset 7", "goaway 0 0"] {
      let error = try await failure(server, steps)
      #expect(error?.outcome == .notSent, "\(steps)")
      #expect(error?.code == .connectionLost, "\(steps)")
      #expect(error?.retry == .safe, "\(steps)")
    }
    for steps in ["reset 8", "goaway 1 0,close"] {
      let error = try await failure(server, steps)
      #expect(error?.outcome == .unknown, "\(steps)")
      #expect(error?.code == .outcomeUnknown, "\(steps)")
      #expect(error?.retry == .unsafe, "\(steps)")
    }
    #expect(try server.counts().requests == 4)
  }

  private func failure(_ server: TLSServer, _ steps: String) async throws -> PayInError? {
    try await server.follow([steps])
    let target = Target(baseURL: try BaseURL(server.url), apiKey: try APIKey("pk_test_0123456789"))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    var limits = CallLimits()
    limits.timeout = .seconds(300)
    let client = PayInClient(target: target, transport: transport, limits: limits, checksDuplicates: false) { "req_1" }
    let order = NewOrder(
      reference: "order_1", amount: try Amount("10.50"), currency: "USDT", chainID: "ethereum-sepolia")
    return await #expect(throws: PayInError.self, "\(steps)") { _ = try await client.createOrder(order) }
  }
}
