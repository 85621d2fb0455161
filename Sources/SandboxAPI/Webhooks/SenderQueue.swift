import HTTP
import SandboxModel
import Synchronization

/// What calls the courier to work.
package final class SenderQueue: Sendable {
  enum Message: Sendable {
    /// Something may have become due.
    case wake
    case reply(DeferredReply, answer: @Sendable (HTTPResponse) -> Void)
  }

  let messages: AsyncStream<Message>
  private let entrance: AsyncStream<Message>.Continuation
  /// One call is as good as many.
  private let isWoken = Atomic(false)

  init() {
    (messages, entrance) = AsyncStream.makeStream()
  }

  package func wake() {
    guard !isWoken.exchange(true, ordering: .acquiringAndReleasing) else { return }
    entrance.yield(.wake)
  }

  /// Called before looking for what is due: what becomes due from now on needs another call.
  func acknowledge() {
    isWoken.store(false, ordering: .sequentiallyConsistent)
  }

  /// False if the courier has stopped.
  func submit(_ reply: DeferredReply, answer: @escaping @Sendable (HTTPResponse) -> Void) -> Bool {
    if case .terminated = entrance.yield(.reply(reply, answer: answer)) { false } else { true }
  }

  package func close() {
    entrance.finish()
  }
}

/// What is left to do when a request's transaction is over, and what its answer waits for.
struct DeferredReply: Sendable {
  let make: @Sendable (WebhookSender) async -> HTTPResponse

  /// Where a route leaves one. Its own answer is then not sent.
  final class Slot: Sendable {
    private let content = Mutex<DeferredReply?>(nil)

    var reply: DeferredReply? {
      get { content.withLock { $0 } }
      set { content.withLock { $0 = newValue } }
    }
  }
}
