import CurlTransport
import HTTP
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportCancellationTests {
  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
  func cancelClosesTheConnection(begin: String) async {
    let arrived = Latch()
    let ended = Latch()
    let server = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write(begin)
      arrived.arrive()
      peer.waitForEnd()
      ended.arrive()
    }
    let transport = CurlTransport()
    let url = server.url()
    let task = Task { await transport.failure(of: .make(url, .post, body: "{}")) }
    await arrived.wait()
    task.cancel()
    let error = await task.value
    #expect(error?.code == .cancelled)
    #expect(error?.mayHaveReachedServer == true)
    await ended.wait()
  }

  @Test func cancelledBeforeSendingReachesNobody() async {
    let server = TestServer.answering { _, peer in peer.reply() }
    let transport = CurlTransport()
    let url = server.url()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await transport.failure(of: .make(url))
    }
    let error = await task.value
    #expect(error?.code == .cancelled)
    #expect(error?.mayHaveReachedServer == false)
    #expect(server.accepted == 0)
  }

  @Test func cancelledWhileWaitingForATurnReachesNobody() async throws {
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
    let second = Task { await transport.failure(of: .make(url, .post)) }
    second.cancel()
    let error = await second.value
    #expect(error?.code == .cancelled)
    #expect(error?.mayHaveReachedServer == false)
    release.arrive()
    #expect(try await first.value.status == 200)
    #expect(gauge.total == 1)
  }

  /// Cancels hit requests that are not yet submitted, that wait, that connect, and that the server holds.
  @Test func stormOfCancelsLeavesExactCounts() async throws {
    let seen = Mutex<Set<String>>([])
    let server = TestServer.answering { request, peer in
      _ = seen.withLock { $0.insert(request.target) }
      if request.target.hasPrefix("/hold") { peer.waitForEnd() } else { peer.reply() }
    }
    let transport = CurlTransport()
    let tasks = (0..<400).map { number in
      let url = server.url("/\(number.isMultiple(of: 2) ? "hold" : "reply")/\(number)")
      return Task {
        do throws(HTTPTransportError) {
          return Result<Int, HTTPTransportError>.success(try await transport.send(.make(url)).status)
        } catch {
          return .failure(error)
        }
      }
    }
    for index in stride(from: 0, to: 400, by: 2) { tasks[index].cancel() }

    var replies = 0
    var errors: [Int: HTTPTransportError] = [:]
    for (number, task) in tasks.enumerated() {
      switch await task.value {
      case .success: replies += 1
      case .failure(let error): errors[number] = error
      }
    }
    #expect(replies == 200)
    #expect(errors.count == 200)
    #expect(errors.values.allSatisfy { $0.code == .cancelled })
    let unsent = errors.filter { !$0.value.mayHaveReachedServer }.map { "/hold/\($0.key)" }
    #expect(seen.withLock { $0 }.isDisjoint(with: unsent))
    #expect(try await transport.send(.make(server.url("/reply"))).status == 200)
  }
}
