import Dispatch
import Synchronization

/// Wakes one waiting thread. A raise before the wait is not lost; several raises count as one.
///
/// The waiter re-checks its condition after each wait, so a raise may come too often but never too rarely.
package final class Wakeup: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let isRaised = Atomic(false)

  package init() {}

  package func raise() {
    guard !isRaised.exchange(true, ordering: .sequentiallyConsistent) else { return }
    semaphore.signal()
  }

  package func wait() {
    semaphore.wait()
    isRaised.store(false, ordering: .sequentiallyConsistent)
  }

  /// Returns no later than after that time, raised or not.
  package func wait(for time: Duration) {
    guard semaphore.wait(timeout: .now() + time.dispatchInterval) == .success else { return }
    isRaised.store(false, ordering: .sequentiallyConsistent)
  }
}

extension Duration {
  fileprivate var dispatchInterval: DispatchTimeInterval {
    .nanoseconds(Int(components.seconds) * 1_000_000_000 + Int(components.attoseconds / 1_000_000_000))
  }
}
