import Synchronization
import Threads

/// A lock for each reference, so that of two creates that race the second finds the order of the first.
final class ReferenceLocks: Sendable {
  /// The locked references, each with the calls that wait for it in the order they came.
  private let waiters = Mutex<[ExactText: [Promise<Bool>]]>([:])

  /// Waits for the lock. Returns false if the task was cancelled or the deadline passed before; a caller that gets true
  /// must call `leave`.
  func enter(_ reference: String, by deadline: Deadline, _ time: TimeSource) async -> Bool {
    let (reference, waiter) = (ExactText(reference), Promise<Bool>())
    let isFree = waiters.withLock { waiters in
      guard waiters[reference] != nil else {
        waiters[reference] = []
        return true
      }
      waiters[reference]?.append(waiter)
      return false
    }
    if isFree { return true }
    let timer = Task.start {
      await time.sleep(deadline.remaining)
      waiter.settle(false)
    }
    defer { timer.cancel() }
    return await waiter.wait(orIfCancelled: false)
  }

  /// Hands the lock to the first waiter that was neither cancelled nor late.
  func leave(_ reference: String) {
    let reference = ExactText(reference)
    waiters.withLock { waiters in
      while let next = waiters[reference]?.first {
        waiters[reference]?.removeFirst()
        if next.settle(true) { return }
      }
      waiters[reference] = nil
    }
  }
}
