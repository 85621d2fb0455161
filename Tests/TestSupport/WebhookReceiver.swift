import Synchronization

/// A webhook endpoint on loopback, as a merchant would run it.
package final class WebhookReceiver: Sendable {
  package static let secret = "whsec_of_the_receiver"

  /// The receiver's action on the nth request, from 0.
  package typealias Script = @Sendable (_ number: Int, ServerConnection) -> Void

  private let server: TestServer
  private let requests: AsyncStream<ReceivedRequest>

  package init(_ script: @escaping Script = { _, peer in peer.reply(200, [], #"{"received":true}"#) }) {
    let (requests, arrivals) = AsyncStream<ReceivedRequest>.makeStream()
    let count = Mutex(0)
    self.requests = requests
    server = TestServer.answering { request, peer in
      let number = count.withLock { count in
        defer { count += 1 }
        return count
      }
      arrivals.yield(request)
      script(number, peer)
    }
  }

  /// Answers with one status after the other; the last one stays.
  package convenience init(_ statuses: Int...) {
    self.init { number, peer in peer.reply(statuses[min(number, statuses.count - 1)]) }
  }

  package var url: String { server.url("/webhooks/payin?shop=1") }
  package var accepted: Int { server.accepted }

  /// The next requests, in the order in which they came.
  package func take(_ count: Int = 1) async -> [ReceivedRequest] {
    var taken: [ReceivedRequest] = []
    if count == 0 { return taken }
    for await request in requests {
      taken.append(request)
      if taken.count == count { break }
    }
    return taken
  }
}

extension ReceivedRequest {
  package var eventId: String { values("X-PayIn-Event-Id").first ?? "" }
  package var eventType: String { values("X-PayIn-Event-Type").first ?? "" }
}
