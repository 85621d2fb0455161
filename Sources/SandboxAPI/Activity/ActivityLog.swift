package import SandboxModel
import Synchronization

/// The latest requests, deliveries and controls of this process, in memory. Nothing of it is written to the file.
package final class ActivityLog: Sendable {
  /// The number of entries that are kept.
  package static let capacity = 500
  /// The number by which the list may exceed its capacity before the oldest are removed, because each removal moves all.
  private static let excess = 100

  private struct State {
    var next = 1
    /// The entries by their numbers, oldest first.
    var entries: [ActivityEntry] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// A number for an entry that is made later, or never.
  package func reserve() -> Int {
    state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
  }

  package func append(_ content: ActivityEntry.Content, at time: Timestamp) {
    append(content, number: reserve(), at: time)
  }

  /// - Parameter number: from `reserve`.
  package func append(_ content: ActivityEntry.Content, number: Int, at time: Timestamp) {
    let entry = ActivityEntry(number: number, time: time, content: content)
    state.withLock { state in
      let place = state.entries.lastIndex { $0.number < number }.map { $0 + 1 } ?? 0
      state.entries.insert(entry, at: place)
      if state.entries.count >= Self.capacity + Self.excess {
        state.entries.removeFirst(state.entries.count - Self.capacity)
      }
    }
  }

  /// The newest entries, newest first.
  /// - Parameters:
  ///   - kind: nil for all.
  ///   - number: only entries before this one; nil for all.
  package func newest(_ limit: Int, _ kind: ActivityEntry.Kind?, before number: Int?) -> [ActivityEntry] {
    let kept = state.withLock { $0.entries.suffix(Self.capacity) }
    let found = kept.reversed().lazy.filter { entry in
      (kind == nil || entry.kind == kind) && (number.map { entry.number < $0 } ?? true)
    }
    return Array(found.prefix(limit))
  }

  package func find(_ number: Int) -> ActivityEntry? {
    state.withLock { $0.entries.last { $0.number == number } }
  }
}
