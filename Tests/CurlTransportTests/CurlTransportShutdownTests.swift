import CurlTransport
import HTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportShutdownTests {
  @Test func shutdownEndsRunningAndWaitingRequests() async {
    let arrived = Latch(after: 2)
    let ended = Latch(after: 2)
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.arrive()
      peer.waitForEnd()
      ended.arrive()
    }
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: 2))
    let url = server.url()
    let tasks = (1...6).map { _ in Task { await transport.failure(of: .make(url, .post)) } }
    await arrived.wait()
    transport.shutdown()
    var reached = 0
    for task in tasks {
      let error = await task.value
      #expect(error?.code == .closed)
      reached += error?.mayHaveReachedServer == true ? 1 : 0
    }
    #expect(reached == 2)
    #expect(server.accepted == 2)
    await ended.wait()
  }

  @Test(arguments: [true, false]) func closedTransportSendsNothing(usedBefore: Bool) async throws {
    let server = TestServer.answering { _, peer in peer.reply() }
    let transport = CurlTransport()
    if usedBefore { _ = try await transport.send(.make(server.url())) }
    transport.shutdown()
    transport.shutdown()
    let error = await transport.failure(of: .make(server.url()))
    #expect(error?.code == .closed)
    #expect(error?.mayHaveReachedServer == false)
    #expect(server.accepted == (usedBefore ? 1 : 0))
  }

  @Test func releasedTransportClosesItsConnections() async throws {
    let ended = Latch()
    let server = TestServer { peer in
      while peer.readRequest() != nil { peer.reply() }
      ended.arrive()
    }
    _ = try await CurlTransport().send(.make(server.url()))
    await ended.wait()
  }
}
