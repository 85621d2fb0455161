import Dispatch
import Synchronization

/// Opens after a number of arrivals and stays open. Tasks wait, server threads block.
package final class Latch: Sendable {
  private struct State {
    var missing: Int
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>
  private let semaphore = DispatchSemaphore(value: 0)

  package init(after arrivals: Int = 1) {
    state = Mutex(State(missing: arrivals))
  }

  package func arrive() {
    open { $0 - 1 }
  }

  /// Cancellation opens the latch, so that a test past its time limit ends.
  package func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let isOpen = state.withLock { state in
          if state.missing > 0 { state.waiters.append(waiter) }
          return state.missing <= 0
        }
        if isOpen { waiter.resume() }
      }
    } onCancel: {
      open { min(0, $0) }
    }
  }

  package func block() {
    semaphore.wait()
    semaphore.signal()
  }

  private func open(_ change: (Int) -> Int) {
    let released = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      let wasClosed = state.missing > 0
      state.missing = change(state.missing)
      guard wasClosed, state.missing <= 0 else { return [] }
      semaphore.signal()
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in released { waiter.resume() }
  }
}
