import Synchronization

/// Announces that something has changed, without the new value: subscribers read it again. One that missed changes asks
/// for those since the last number it saw.
package final class ChangeFeed: Sendable {
  /// What changes; the raw values are those of the event stream.
  package enum Section: String, Sendable, CaseIterable {
    /// The activity log.
    case activity
    /// What is kept in the file.
    case records
  }

  private struct State {
    var number = 0
    var latest: [Section: Int] = [:]
    var nextWatcher = 1
    var watchers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package func publish(_ section: Section) {
    let watchers = state.withLock { state in
      state.number += 1
      state.latest[section] = state.number
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher() }
  }

  /// The number of the last change.
  package var number: Int { state.withLock { $0.number } }

  /// The sections that have changed since a number, in the order of their declaration.
  package func changes(since number: Int) -> (number: Int, sections: [Section]) {
    state.withLock { state in
      (state.number, Section.allCases.filter { state.latest[$0, default: 0] > number })
    }
  }

  /// Calls `body` at each change, on the thread that makes it, so it must not wait.
  /// - Returns: the number for `unwatch`.
  package func watch(_ body: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      defer { state.nextWatcher += 1 }
      state.watchers[state.nextWatcher] = body
      return state.nextWatcher
    }
  }

  package func unwatch(_ watcher: Int) {
    state.withLock { $0.watchers[watcher] = nil }
  }
}
