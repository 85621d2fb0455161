import CurlTransport
import PayIn
import Synchronization
import TestSupport
import Testing

/// The number of times that a read reaches an API whose connections die, over libcurl.
@Suite(.timeLimit(.minutes(1)))
struct ReadRetryTests {
  enum Disconnection: CaseIterable, Sendable {
    case close, reset
  }

  /// One attempt and three retries, as docs/outcomes.md promises, and never one more by libcurl: each attempt is one
  /// request, so the count is exact.
  @Test(arguments: Disconnection.allCases, [0, 3]) func readIsSentFourTimes(
    _ disconnection: Disconnection, callsBefore: Int
  ) async throws {
    let requests = Mutex(0)
    let server = TestServer { peer in
      while peer.readRequest() != nil {
        let number = requests.withLock { count in
          count += 1
          return count
        }
        guard number <= callsBefore else { return disconnection == .reset ? peer.reset() : peer.close() }
        peer.reply(200, [], #"{"success":true,"data":{"orderId":"ord_1","status":"pending"}}"#)
      }
    }
    let client = try Self.client(of: server)
    for _ in 0..<callsBefore { _ = try await client.order("ord_1") }
    #expect(server.accepted == min(callsBefore, 1))
    let error = await #expect(throws: PayInError.self) { _ = try await client.order("ord_1") }
    #expect(error?.code == .connectionLost)
    #expect(requests.withLock { $0 } == callsBefore + 4)
    // The first attempt takes the warm connection, each retry has one of its own.
    #expect(server.accepted == 4)
  }

  /// Kept connections that all die on use cost a read one attempt, not one each.
  @Test func retryDoesNotTryTheNextKeptConnection() async throws {
    let warm = Latch(after: 10)
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      warm.arrive()
      warm.block()
      peer.reply(200, [], #"{"success":true,"data":{"orderId":"ord_1","status":"pending"}}"#)
      if peer.readRequest() != nil { peer.reset() }
    }
    let client = try Self.client(of: server)
    await withTaskGroup { group in
      for _ in 1...10 { group.addTask { _ = try? await client.order("ord_1") } }
    }
    #expect(server.accepted == 10)
    #expect(try await client.order("ord_1")["orderId"] == "ord_1")
    #expect(server.accepted == 11)
  }

  /// Waits between attempts take no time.
  private static func client(of server: TestServer) throws -> PayInClient {
    let target = Target(baseURL: try BaseURL(server.url("")), apiKey: try APIKey("pk_test_0123456789"))
    let time = TimeSource(now: { .now }, date: { 1_738_060_200 }, sleep: { _ in await Task.yield() }, random: { 0 })
    var limits = CallLimits()
    limits.timeout = .seconds(300)
    return PayInClient(target: target, transport: CurlTransport(), limits: limits, time: time) { "req_1" }
  }
}
