import HTTP
import TestSupport
import Testing

@testable import CurlTransport

@Suite(.timeLimit(.minutes(1)))
struct DeadlineGraceTests {
  /// The bytes received in all at each reading, one every 10 ms, and the number of the reading at which it was over.
  @Test(arguments: [
    ([0], 1), ([5, 5], 2), ([5, 9, 9], 3), ([5, 5, 9], 2), (Array(1...200), 101),
  ])
  func isOverWhenAReadingBringsNothingMore(_ received: [Int], _ expected: Int) {
    var grace = DeadlineGrace()
    let start = ContinuousClock.now
    var readings = 0
    for (index, count) in received.enumerated() where readings == 0 {
      if grace.isOver(at: start + .milliseconds(10 * index), received: count, isSettled: true) { readings = index + 1 }
    }
    #expect(readings == expected)
  }

  @Test func waitsForWhatLibcurlHasReadButNotForEver() {
    var grace = DeadlineGrace()
    let start = ContinuousClock.now
    let isOver = [0, 999, 1000].map { milliseconds in
      grace.isOver(at: start + .milliseconds(milliseconds), received: 0, isSettled: false)
    }
    #expect(isOver == [false, false, true])
  }

  /// Each reading of the socket brings a byte. On a busy machine a tenth of a second was over before anything was sent.
  @Test func serverThatNeverStopsSendingEndsInTime() async {
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      while peer.write("x") {}
    }
    let request = HTTPRequest.make(server.url(), .post, totalTimeout: .seconds(2))
    let error = await CurlTransport().failure(of: request)
    #expect(error?.code == .timeout)
    #expect(error?.mayHaveReachedServer == true)
  }

  /// A connection that did not answer in time may be dead.
  @Test func silentHTTP2ConnectionIsNotUsedAgain() async throws {
    let server = try TLSServer(.init(http2: ["hold", "answer"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let request = HTTPRequest.make(server.url, totalTimeout: .seconds(4))
    #expect(await transport.failure(of: request)?.code == .timeout)
    #expect(try await transport.send(.make(server.url)).status == 200)
    #expect(try server.connections() == 2)
  }

  @Test(arguments: [HTTPRequest.Method.get, .post]) func nothingIsSentAfterTheDeadline(method: HTTPRequest.Method)
    async throws
  {
    let call = try Call(.make("http://127.0.0.1:1/", method), userAgent: "", origins: OriginCache())
    for (late, isSent) in [(Duration.milliseconds(-1), true), (.zero, false), (.seconds(1), false)] {
      _ = await withCheckedContinuation { continuation in
        let submission = Submission(call, continuation)
        let transfer = try? Transfer(
          submission, on: EasyHandle(), configuration: CurlConfiguration(), timeout: .seconds(1),
          now: { call.deadline + late })
        #expect(transfer?.willSend() == isSent)
        #expect(transfer?.mayHaveReachedServer == isSent)
        submission.finish(.failure(.closed))
      }
    }
  }
}
