import Synchronization

/// The point past which a call may have changed something. Each call has one.
///
/// It decides a race: when the server ends, a call is answered either as one whose write was sent, or as one that sent
/// nothing and then never will.
package final class WriteGate: Sendable {
  private enum State {
    case open
    case passed
    case closed
  }

  private let state = Mutex(State.open)

  package init() {}

  /// Returns whether a write may be sent now. From then on the call counts as one that has sent something.
  package func pass() -> Bool {
    state.withLock { state in
      guard state != .closed else { return false }
      state = .passed
      return true
    }
  }

  /// Lets no further write pass.
  ///
  /// - Returns: whether a write has passed before.
  package func close() -> Bool {
    state.withLock { state in
      defer { state = .closed }
      return state == .passed
    }
  }
}
