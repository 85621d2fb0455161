import CurlTransport
import Glibc
import HTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTimeoutTests {
  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
  func silentServerEndsInTotalTimeout(begin: String) async {
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write(begin)
      peer.waitForEnd()
    }
    let request = HTTPRequest.make(
      server.url(), .post, connectTimeout: .milliseconds(1900), totalTimeout: .seconds(2))
    let start = ContinuousClock.now
    let error = await CurlTransport().failure(of: request)
    #expect(error?.code == .timeout)
    #expect(error?.mayHaveReachedServer == true)
    // libcurl counts in whole milliseconds; 20 to 50 us too early was seen.
    #expect(start.duration(to: .now) >= .milliseconds(1999))
  }

  /// TCP is there, TLS never comes.
  @Test(arguments: [
    (50, 30_000, HTTPTransportError.Code.connectTimeout), (30_000, 50, .timeout), (50, 50, .timeout),
  ])
  func silentHandshakeEndsInTheShorterLimit(connect: Int, total: Int, code: HTTPTransportError.Code) async {
    let server = TestServer { $0.waitForEnd() }
    let request = HTTPRequest.make(
      server.url(scheme: "https"), .post, connectTimeout: .milliseconds(connect), totalTimeout: .milliseconds(total))
    let error = await CurlTransport().failure(of: request)
    #expect(error?.code == code)
    #expect(error?.mayHaveReachedServer == false)
  }

  /// Linux drops the SYN when the backlog is full; connections that are never accepted fill it.
  @Test func fullBacklogEndsInConnectTimeout() async {
    let (listener, port) = TestServer.listen(backlog: 0)
    defer { close(listener) }
    let request = HTTPRequest.make(
      "http://127.0.0.1:\(port)/", connectTimeout: .milliseconds(50), totalTimeout: .milliseconds(200))
    let transport = CurlTransport()
    var error: HTTPTransportError?
    repeat { error = await transport.failure(of: request) } while error?.code == .timeout
    #expect(error?.code == .connectTimeout)
    #expect(error?.mayHaveReachedServer == false)
  }

  @Test func waitingForATurnCountsAgainstTheTotalTimeout() async throws {
    let gauge = Gauge()
    let arrived = Latch()
    let release = Latch()
    let server = TestServer.answering { _, peer in
      gauge.enter()
      arrived.arrive()
      release.block()
      peer.reply()
    }
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: 1))
    let url = server.url()
    let first = Task { try await transport.send(.make(url)) }
    await arrived.wait()
    let error = await transport.failure(of: .make(url, .post, totalTimeout: .milliseconds(50)))
    #expect(error?.code == .timeout)
    #expect(error?.mayHaveReachedServer == false)
    release.arrive()
    #expect(try await first.value.status == 200)
    #expect(try await transport.send(.make(url)).status == 200)
    #expect(gauge.total == 2)
  }

  @Test(arguments: [Duration.zero, .seconds(-1)]) func noTimeAtAllSendsNothing(_ total: Duration) async {
    let server = TestServer.answering { _, peer in peer.reply() }
    let error = await CurlTransport().failure(of: .make(server.url(), totalTimeout: total))
    #expect(error?.code == .timeout)
    #expect(error?.mayHaveReachedServer == false)
    #expect(server.accepted == 0)
  }
}
