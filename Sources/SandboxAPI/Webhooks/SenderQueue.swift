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

/// A reply that is made after the request's transaction.
struct DeferredReply: Sendable {
  let make: @Sendable (WebhookSender) async -> HTTPResponse
}

/// What a route leaves to be done once its transaction is committed: a deferred reply, entries of the activity log, an
/// event stream.
final class PostCommitWork: Sendable {
  private let content = Mutex<DeferredReply?>(nil)
  private let notes = Mutex<[PendingNote]>([])
  private let hasEvents = Atomic(false)

  var reply: DeferredReply? {
    get { content.withLock { $0 } }
    set { content.withLock { $0 = newValue } }
  }

  /// Whether the reply is an event stream.
  var isEventStream: Bool {
    get { hasEvents.load(ordering: .relaxed) }
    set { hasEvents.store(newValue, ordering: .relaxed) }
  }

  /// The number of the last entry that was added.
  var lastNote: Int? { notes.withLock { $0.last?.number } }

  /// Holds an entry of the activity log until the transaction is committed.
  func add(_ note: PendingNote) {
    notes.withLock { $0.append(note) }
  }

  func takeNotes() -> [PendingNote] {
    notes.withLock { notes in
      defer { notes = [] }
      return notes
    }
  }
}
