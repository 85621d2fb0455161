import HTTP
import TestSupport
import Testing

@testable import CurlTransport

/// An answer that is in the socket counts, whenever its deadline passed.
@Suite(.timeLimit(.minutes(1)))
struct CurlTransportSuspensionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: HTTPTransportError.Code?
    let act: TestServer.Script

    init(_ description: String, _ code: HTTPTransportError.Code?, _ act: @escaping TestServer.Script) {
      (testDescription, self.code, self.act) = (description, code, act)
    }
  }

  static let rows = [
    Row("answers", nil) { $0.reply(201, [], "made") },
    // libcurl reads 16 kB at a time.
    Row("answers with 50 kB", nil) { $0.reply(201, [], [UInt8](repeating: 0x78, count: 50_000)) },
    Row("answers and closes", nil) { peer in
      peer.reply(201, [], "made")
      peer.endWriting()
    },
    Row("answers without a length and closes", nil) { peer in
      peer.write("HTTP/1.1 201 Created\r\n\r\nmade")
      peer.endWriting()
    },
    Row("is silent", .timeout) { _ in },
    Row("sends half a head", .timeout) { $0.write("HTTP/1.1 201 Created\r\nA: b\r\n") },
    Row("sends half a body", .timeout) { $0.write("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nabc") },
    Row("closes", .connectionLost) { $0.endWriting() },
  ]

  @Test(arguments: rows, [HTTPRequest.Method.get, .post]) func answerInTheSocketCounts(
    _ row: Row, _ method: HTTPRequest.Method
  ) async throws {
    let outcomes = try await outcomes(of: 1, method, row.act)
    switch try #require(outcomes.first) {
    case .success(let response):
      #expect(row.code == nil)
      #expect(response.status == 201)
    case .failure(let error):
      #expect(error.code == row.code)
      #expect(error.mayHaveReachedServer)
    }
  }

  /// More than one look at the sockets can name.
  @Test func answersInManySocketsAllCount() async throws {
    let outcomes = try await outcomes(of: 300, .post) { $0.reply(201) }
    #expect(outcomes.count == 300)
    #expect(outcomes.allSatisfy { (try? $0.get().status) == 201 })
  }

  /// Both answers come with one reading of one socket.
  @Test func answersOfOneHTTP2ConnectionAllCount() async throws {
    let server = try TLSServer(.init(http2: ["hold", "pause,answer 1,answer 3"]))
    let (arrived, stopped, acted) = (Gauge(), Latch(), Latch())
    let loop = try StoppedLoop(CurlConfiguration(caBundle: server.certificate)) {
      arrived.total == 1
    } act: {
      stopped.arrive()
      acted.block()
    }
    let request = HTTPRequest.make(server.url)
    async let outcomes = loop.outcomes(of: [request, request])
    try await server.waitForRequests(2)
    arrived.enter()
    loop.wakeUp()
    await stopped.wait()
    try await server.resume()
    acted.arrive()
    #expect(try await outcomes.map { try? $0.get().status } == [200, 200])
    #expect(try server.connections() == 1)
  }

  private func outcomes(
    of count: Int, _ method: HTTPRequest.Method, _ act: @escaping TestServer.Script
  ) async throws -> [Submission.Outcome] {
    let arrived = Gauge()
    let stopped = Latch()
    let acted = Latch(after: count)
    let loop = try StoppedLoop(CurlConfiguration(maximumConnectionsPerHost: count)) {
      arrived.total == count
    } act: {
      stopped.arrive()
      acted.block()
    }
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.enter()
      loop.wakeUp()
      stopped.block()
      act(peer)
      peer.waitUntilReceived()
      acted.arrive()
      peer.waitForEnd()
    }
    let request = HTTPRequest.make(server.url(), method)
    return try await loop.outcomes(of: Array(repeating: request, count: count))
  }
}
