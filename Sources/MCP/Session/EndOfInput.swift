import Synchronization
import Threads

/// Tells calls that wait that no more input will come, so that they answer with what they know.
package final class EndOfInput: Sendable {
  private struct State {
    var hasCome = false
    var nextWaiter: UInt64 = 0
    var waiters: [UInt64: Promise<Void>] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package func announce() {
    let waiters = state.withLock { state in
      state.hasCome = true
      defer { state.waiters = [:] }
      return state.waiters.values
    }
    for waiter in waiters { waiter.settle(()) }
  }

  /// Returns when the input has ended, or the task is cancelled.
  package func wait() async {
    let promise = Promise<Void>()
    guard let waiter = add(promise) else { return }
    await promise.wait(orIfCancelled: ())
    state.withLock { $0.waiters[waiter] = nil }
  }

  /// Returns nil if the input has ended.
  private func add(_ promise: Promise<Void>) -> UInt64? {
    state.withLock { state in
      guard !state.hasCome else { return nil }
      state.nextWaiter += 1
      state.waiters[state.nextWaiter] = promise
      return state.nextWaiter
    }
  }
}
