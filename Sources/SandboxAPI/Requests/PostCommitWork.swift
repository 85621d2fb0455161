import HTTP
import Synchronization

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
