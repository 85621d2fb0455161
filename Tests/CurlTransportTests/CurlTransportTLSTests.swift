import CurlTransport
import HTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTLSTests {
  @Test func trustsTheOwnBundle() async throws {
    let server = try TLSServer()
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    #expect(try await transport.send(.make(server.url)).body == Array("ok".utf8))
    #expect(try await transport.send(.make(server.url, .post, body: "{}")).status == 200)
    #expect(try server.counts().requests == 2)
  }

  @Test func sendsNothingToAnUntrustedServer() async throws {
    let server = try TLSServer()
    let error = await CurlTransport().failure(of: .make(server.url, .post, body: "{}"))
    #expect(error?.code == .tlsFailure)
    #expect(error?.mayHaveReachedServer == false)
    #expect(try server.counts().requests == 0)
  }

  @Test func sendsNothingToAnotherNamesServer() async throws {
    let server = try TLSServer(.init(certificateName: "payin.test"))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let error = await transport.failure(of: .make(server.url, .post, body: "{}"))
    #expect(error?.code == .tlsFailure)
    #expect(error?.mayHaveReachedServer == false)
    #expect(try server.counts().requests == 0)
  }

  @Test func refusesOldTLS() async throws {
    let server = try TLSServer(.init(maximumVersion: "TLSv1_1"))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let error = await transport.failure(of: .make(server.url))
    #expect(error?.code == .tlsFailure)
    #expect(error?.mayHaveReachedServer == false)
  }

  @Test func missingBundleIsATLSFailure() async {
    let server = TestServer { $0.waitForEnd() }
    let transport = CurlTransport(CurlConfiguration(caBundle: "/nonexistent/ca.pem"))
    let error = await transport.failure(of: .make(server.url(scheme: "https")))
    #expect(error?.code == .tlsFailure)
    #expect(error?.mayHaveReachedServer == false)
    #expect(error?.detail.contains("nonexistent") == false)
  }

  @Test func plainAnswerIsATLSFailure() async {
    let server = TestServer { peer in
      peer.reply()
      peer.waitForEnd()
    }
    let error = await CurlTransport().failure(of: .make(server.url(scheme: "https")))
    #expect(error?.code == .tlsFailure)
    #expect(error?.mayHaveReachedServer == false)
  }

  /// The fresh connection of a write is spared the certificate's verification. The held request takes the handle of the
  /// first write, so the second has another one.
  @Test func writesResumeTheSession() async throws {
    let arrived = Latch()
    let release = Latch()
    let holding = TestServer.answering { _, peer in
      arrived.arrive()
      release.block()
      peer.reply()
    }
    let server = try TLSServer()
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    _ = try await transport.send(.make(server.url, .post, body: "{}"))
    let url = holding.url()
    let held = Task { try await transport.send(.make(url)).status }
    await arrived.wait()
    _ = try await transport.send(.make(server.url, .post, body: "{}"))
    release.arrive()
    #expect(try await held.value == 200)
    #expect(try server.counts() == (requests: 2, resumed: 1))
  }
}
