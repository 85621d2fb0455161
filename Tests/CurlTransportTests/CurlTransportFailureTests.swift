import CurlTransport
import Foundation
import Glibc
import HTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportFailureTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: HTTPTransportError.Code
    let script: TestServer.Script

    init(_ description: String, _ code: HTTPTransportError.Code, _ script: @escaping TestServer.Script) {
      testDescription = description
      self.code = code
      self.script = script
    }
  }

  /// The peer's action after it has read the request.
  static let rows = [
    Row("closes", .connectionLost) { $0.close() },
    Row("resets", .connectionLost) { $0.reset() },
    Row("closes within the head", .connectionLost) { $0.write("HTTP/1.1 200 OK\r\nA: b\r\n") },
    Row("closes within the status line", .connectionLost) { $0.write("HTTP/1.1 20") },
    Row("closes after an interim reply", .connectionLost) { $0.write("HTTP/1.1 102 Processing\r\n\r\n") },
    Row("closes within the body", .connectionLost) { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc") },
    Row("closes within a chunk", .connectionLost) {
      $0.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")
    },
    Row("answers garbage", .malformedResponse) { $0.write("SSH-2.0-OpenSSH_9.2\r\n\r\n") },
    Row("answers a bad status line", .malformedResponse) { $0.write("HTTP/1.1 abc OK\r\n\r\n") },
    Row("answers broken gzip", .malformedResponse) {
      $0.reply(200, ["Content-Encoding: gzip"], "this is not compressed at all")
    },
    Row("sends a header without end", .responseTooLarge) { peer in
      peer.write("HTTP/1.1 200 OK\r\nA: ")
      while peer.write(String(repeating: "x", count: 4096)) {}
    },
    Row("sends headers without end", .responseTooLarge) { peer in
      peer.write("HTTP/1.1 200 OK\r\n")
      while peer.write("A: " + String(repeating: "x", count: 1000) + "\r\n") {}
    },
    Row("sends a body without end", .responseTooLarge) { peer in
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      while peer.write([UInt8](repeating: 0x78, count: 65536)) {}
    },
  ]

  @Test(arguments: rows, [HTTPRequest.Method.get, .post]) func namesTheFailure(row: Row, method: HTTPRequest.Method)
    async
  {
    let server = TestServer { peer in
      if peer.readRequest() != nil { row.script(peer) }
    }
    let error = await CurlTransport().failure(of: .make(server.url(), method))
    #expect(error?.code == row.code)
    #expect(error?.mayHaveReachedServer == true)
    #expect(error?.detail.isEmpty == false)
    #expect(error?.detail.contains("127.0.0.1") == false)
    #expect(server.accepted == 1)
  }

  @Test func refusedConnectionReachesNobody() async {
    // Bound but not listening, so that no other test gets the port.
    let (descriptor, port) = TestServer.bind()
    defer { close(descriptor) }
    let error = await CurlTransport().failure(of: .make("http://127.0.0.1:\(port)/", .post))
    #expect(error?.code == .connectionRefused)
    #expect(error?.mayHaveReachedServer == false)
  }

  /// A label of 64 characters is refused by the resolver itself (RFC 1035, section 2.3.4).
  @Test func unresolvableNameReachesNobody() async {
    let host = String(repeating: "a", count: 64) + ".localhost.invalid"
    let error = await CurlTransport().failure(of: .make("https://\(host)/"))
    #expect(error?.code == .nameNotResolved)
    #expect(error?.mayHaveReachedServer == false)
  }

  @Test(arguments: [(9, HTTPTransportError.Code?.none), (8, .responseTooLarge)])
  func bodyMayBeAsLargeAsTheLimit(limit: Int, code: HTTPTransportError.Code?) async {
    let server = TestServer.answering { _, peer in peer.reply(200, [], "123456789") }
    do throws(HTTPTransportError) {
      let response = try await CurlTransport().send(.make(server.url(), maximumResponseBytes: limit))
      #expect(response.body.count == 9)
      #expect(code == nil)
    } catch {
      #expect(error.code == code)
    }
  }

  /// 100,000 zero bytes in 125.
  @Test func limitCountsDecompressedBytes() async throws {
    let compressed = try #require(Data(base64Encoded: Self.zeros))
    let server = TestServer.answering { _, peer in peer.reply(200, ["Content-Encoding: gzip"], Array(compressed)) }
    let error = await CurlTransport().failure(of: .make(server.url(), maximumResponseBytes: 50_000))
    #expect(error?.code == .responseTooLarge)
    let response = try await CurlTransport().send(.make(server.url(), maximumResponseBytes: 100_000))
    #expect(response.body == [UInt8](repeating: 0, count: 100_000))
  }

  private static let zeros =
    "H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA"

  @Test func transportWorksAfterFailures() async throws {
    let server = TestServer { peer in
      while let request = peer.readRequest() {
        guard request.target == "/ok" else { return peer.reset() }
        peer.reply()
      }
    }
    let transport = CurlTransport()
    for _ in 1...5 { _ = await transport.failure(of: .make(server.url("/bad"))) }
    #expect(try await transport.send(.make(server.url("/ok"))).status == 200)
  }
}
