import HTTP
import SandboxModel
import Synchronization

/// The queue of work for the webhook sender.
package final class SenderQueue: Sendable {
  enum Message: Sendable {
    /// A delivery may be due.
    case wake
    case reply(DeferredReply, answer: @Sendable (HTTPResponse) -> Void)
  }

  let messages: AsyncStream<Message>
  private let continuation: AsyncStream<Message>.Continuation
  /// Whether a wake-up is queued: one is enough.
  private let isWoken = Atomic(false)

  init() {
    (messages, continuation) = AsyncStream.makeStream()
  }

  package func wake() {
    guard !isWoken.exchange(true, ordering: .acquiringAndReleasing) else { return }
    continuation.yield(.wake)
  }

  /// Must be called before due work is searched: work that falls due afterwards needs another wake-up.
  func acknowledge() {
    isWoken.store(false, ordering: .sequentiallyConsistent)
  }

  /// Returns false if the sender has stopped.
  func submit(_ reply: DeferredReply, answer: @escaping @Sendable (HTTPResponse) -> Void) -> Bool {
    if case .terminated = continuation.yield(.reply(reply, answer: answer)) { false } else { true }
  }

  package func close() {
    continuation.finish()
  }
}
