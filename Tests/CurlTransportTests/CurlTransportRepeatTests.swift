import CurlTransport
import HTTP
import TestSupport
import Testing

/// Only the caller sends a request again. libcurl by itself repeats one that dies on a kept connection.
@Suite(.timeLimit(.minutes(1)))
struct CurlTransportRepeatTests {
  /// Each connection's first request is answered; its second meets the disconnection.
  private static func server(
    counting requests: Gauge, _ disconnection: CurlTransportWriteTests.Disconnection
  ) -> TestServer {
    TestServer { peer in
      guard peer.readRequest() != nil else { return }
      requests.enter()
      peer.reply()
      guard peer.readRequest() != nil else { return }
      requests.enter()
      disconnection.apply(to: peer)
    }
  }

  @Test(arguments: CurlTransportWriteTests.Disconnection.allCases)
  func readIsNotRepeatedWhenItsWarmConnectionDies(_ disconnection: CurlTransportWriteTests.Disconnection) async throws {
    let requests = Gauge()
    let server = Self.server(counting: requests, disconnection)
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url()))
    let error = await transport.failure(of: .make(server.url()))
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveReachedServer == true)
    #expect(requests.total == 2)
    // Not even a connection was made for a repeat.
    #expect(server.accepted == 1)
    #expect(try await transport.send(.make(server.url())).status == 200)
  }

  @Test func freshConnectionIsMadeWhereItIsNeeded() async throws {
    let requests = Gauge()
    let server = Self.server(counting: requests, .reset)
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url()))
    var retry = HTTPRequest.make(server.url())
    retry.needsFreshConnection = true
    #expect(try await transport.send(retry).status == 200)
    #expect(requests.total == 2)
    #expect(server.accepted == 2)
  }
}
