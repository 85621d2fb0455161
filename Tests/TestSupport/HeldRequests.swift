import Synchronization

/// Requests for `ord_<number>` that an API holds back: one with an odd number until its connection is closed, one with
/// an even number until all are released, when it is told that there is no such order.
package final class HeldRequests: Sendable {
  /// Opens when as many have arrived as may be in flight.
  package let isFull: Latch
  package let release = Latch()
  /// A latch for each request that arrived; it opens when the client has closed its connection.
  private let closed = Mutex<[Int: Latch]>([:])

  package init(inFlight count: Int) {
    isFull = Latch(after: count)
  }

  package var arrived: Set<Int> { closed.withLock { Set($0.keys) } }

  package func waitUntilAllAreClosed() async {
    for latch in closed.withLock({ Array($0.values) }) { await latch.wait() }
  }

  /// `requests` are those of each round; a request names its round: `ord_<round>_<number>`.
  package static func api(_ requests: [HeldRequests]) -> TestServer {
    TestServer { peer in
      guard let request = peer.readRequest() else { return }
      let numbers = request.target.split(separator: "_").compactMap { Int($0) }
      requests[numbers[0]].hold(numbers[1], peer)
    }
  }

  private func hold(_ number: Int, _ peer: ServerConnection) {
    let latch = Latch()
    closed.withLock { $0[number] = latch }
    isFull.arrive()
    if number.isMultiple(of: 2) {
      release.block()
      let body = #"{"success":false,"error":"NotFound","message":"Order not found"}"#
      peer.reply(404, ["Content-Type: application/json", "Connection: close"], body)
    }
    peer.waitForEnd()
    latch.arrive()
  }
}
