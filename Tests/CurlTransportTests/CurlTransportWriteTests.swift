import CurlTransport
import HTTP
import Synchronization
import TestSupport
import Testing

/// The bytes of a write leave at most once, whatever becomes of its connection.
@Suite(.timeLimit(.minutes(1)))
struct CurlTransportWriteTests {
  enum Disconnection: CaseIterable, Sendable {
    case close, reset

    func apply(to peer: ServerConnection) {
      switch self {
      case .close: peer.close()
      case .reset: peer.reset()
      }
    }
  }

  /// 7.88.1 by itself sends the write twice here and reports a clean 201.
  @Test(arguments: [HTTPRequest.Method.post, .put, .delete], Disconnection.allCases)
  func writeWithoutAnswerArrivesOnce(method: HTTPRequest.Method, disconnection: Disconnection) async throws {
    let writes = Mutex(0)
    let server = TestServer { peer in
      while let request = peer.readRequest() {
        guard request.method != "GET" else {
          peer.reply()
          continue
        }
        let count = writes.withLock { count in
          count += 1
          return count
        }
        guard count > 1 else { return disconnection.apply(to: peer) }
        peer.reply(201)
      }
    }
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url()))
    let error = await transport.failure(of: .make(server.url(), method, body: "{\"amount\":\"1\"}"))
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveReachedServer == true)
    // The repeat would have come before the error.
    #expect(writes.withLock { $0 } == 1)
  }

  /// A warm connection that dies on use would turn a write into one with an unknown outcome.
  @Test func writeDoesNotDependOnAWarmConnection() async throws {
    let server = TestServer { peer in
      guard let first = peer.readRequest() else { return }
      peer.reply(first.method == "GET" ? 200 : 201)
      guard peer.readRequest() != nil else { return }
      peer.reset()
    }
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url()))
    #expect(try await transport.send(.make(server.url(), .post, body: "{}")).status == 201)
    #expect(server.accepted == 2)
  }

  @Test func readsReuseTheConnectionOfAWrite() async throws {
    let server = TestServer.answering { _, peer in peer.reply() }
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url(), .post, body: "{}"))
    for _ in 1...5 { _ = try await transport.send(.make(server.url())) }
    #expect(server.accepted == 1)
  }

  /// A handle keeps most of its options from one read to the next.
  @Test func requestHasNothingOfTheOneBefore() async throws {
    let received = Mutex<[ReceivedRequest]>([])
    let server = TestServer.answering { request, peer in
      received.withLock { $0.append(request) }
      peer.reply(200, [], request.target)
    }
    let transport = CurlTransport()
    let requests = [
      HTTPRequest.make(server.url("/1"), headers: ["X-Only-Here": "1"]), .make(server.url("/2")),
      .make(server.url("/3"), .post, headers: ["Content-Type": "application/json"], body: "{}"),
      .make(server.url("/4")), .make(server.url("/5"), .put, body: "a"), .make(server.url("/6"), .delete),
      .make(server.url("/7"), headers: ["X-Only-Here": "7"]),
    ]
    for request in requests {
      let path = request.url.suffix(2)
      #expect(try await transport.send(request).body == Array(path.utf8))
    }
    let seen = received.withLock { $0 }
    #expect(seen.map(\.method) == ["GET", "GET", "POST", "GET", "PUT", "DELETE", "GET"])
    #expect(seen.map { $0.values("X-Only-Here") } == [["1"], [], [], [], [], [], ["7"]])
    #expect(seen.map { String(decoding: $0.body, as: UTF8.self) } == ["", "", "{}", "", "a", "", ""])
    #expect(seen.map { $0.values("Content-Type").count } == [0, 0, 1, 0, 0, 0, 0])
  }
}
