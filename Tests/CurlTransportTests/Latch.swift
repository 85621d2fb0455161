import Dispatch
import Synchronization

/// Opens after a number of arrivals and stays open. Tasks wait, server threads block.
final class Latch: Sendable {
  private struct State {
    var missing: Int
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>
  private let semaphore = DispatchSemaphore(value: 0)

  init(after arrivals: Int = 1) {
    state = Mutex(State(missing: arrivals))
  }

  func arrive() {
    let released = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.missing -= 1
      guard state.missing == 0 else { return [] }
      semaphore.signal()
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in released { waiter.resume() }
  }

  func wait() async {
    await withCheckedContinuation { waiter in
      let isOpen = state.withLock { state in
        if state.missing > 0 { state.waiters.append(waiter) }
        return state.missing <= 0
      }
      if isOpen { waiter.resume() }
    }
  }

  func block() {
    semaphore.wait()
    semaphore.signal()
  }
}
