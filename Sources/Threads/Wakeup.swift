import Synchronization

/// Wakes one waiting thread. A raise before the wait is not lost; several raises count as one.
///
/// The waiter re-checks its condition after each wait, so a raise may come too often but never too rarely.
package final class Wakeup: Sendable {
  private let lock = Lock()
  private let condition = Condition()
  private let isRaised = Atomic(false)

  package init() {}

  package func raise() {
    guard !isRaised.exchange(true, ordering: .sequentiallyConsistent) else { return }
    // A waiter that has seen no raise holds the lock until it waits on the condition.
    lock.lock()
    lock.unlock()
    condition.signal()
  }

  package func wait() {
    lock.lock()
    defer { lock.unlock() }
    while !takeRaise() { condition.wait(lock) }
  }

  /// Returns when raised, and after that time at the latest.
  package func wait(for time: Duration) {
    let deadline = ContinuousClock.now + time
    lock.lock()
    defer { lock.unlock() }
    while !takeRaise() {
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > .zero else { return }
      condition.wait(lock, atMost: rest)
    }
  }

  private func takeRaise() -> Bool {
    isRaised.exchange(false, ordering: .sequentiallyConsistent)
  }
}
