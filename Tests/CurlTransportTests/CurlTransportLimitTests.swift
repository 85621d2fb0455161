import CurlTransport
import HTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportLimitTests {
  /// The first requests are held until the limit is reached, so the peak cannot stay below it.
  @Test(arguments: [HTTPRequest.Method.get, .post]) func serverSeesTheLimitAndNeverMore(method: HTTPRequest.Method)
    async
  {
    let gauge = Gauge()
    let full = Latch(after: 8)
    let server = TestServer.answering { _, peer in
      gauge.enter()
      full.arrive()
      full.block()
      gauge.leave()
      peer.reply()
    }
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: 8))
    let url = server.url()
    let replies = await withTaskGroup { group in
      for _ in 1...200 { group.addTask { try? await transport.send(.make(url, method)).status } }
      return await group.reduce(into: 0) { $0 += $1 == 200 ? 1 : 0 }
    }
    #expect(replies == 200)
    #expect(gauge.total == 200)
    #expect(gauge.peak == 8)
    if method == .get { #expect(server.accepted == 8) }
  }

  /// The read's connection is idle and would otherwise stay beside the write's.
  @Test func idleConnectionsCountToo() async throws {
    let ended = Latch()
    let server = TestServer { peer in
      while peer.readRequest() != nil { peer.reply() }
      ended.arrive()
    }
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: 1))
    _ = try await transport.send(.make(server.url()))
    _ = try await transport.send(.make(server.url(), .post, body: "{}"))
    await ended.wait()
    #expect(server.accepted == 2)
    withExtendedLifetime(transport) {}
  }

  @Test func busyHostDoesNotHoldUpAnother() async throws {
    let arrived = Latch()
    let release = Latch()
    let busy = TestServer.answering { _, peer in
      arrived.arrive()
      release.block()
      peer.reply()
    }
    let idle = TestServer.answering { _, peer in peer.reply() }
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: 1))
    let url = busy.url()
    let tasks = (1...3).map { _ in Task { try await transport.send(.make(url)).status } }
    await arrived.wait()
    #expect(try await transport.send(.make(idle.url())).status == 200)
    release.arrive()
    for task in tasks { #expect(try await task.value == 200) }
  }
}
