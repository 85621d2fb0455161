import Synchronization
import Threads

/// One create at a time for each reference: of two that race, the second finds the order of the first.
final class ReferenceLocks: Sendable {
  /// The references that somebody holds, and who waits for them.
  private let waiters = Mutex<[ExactText: [Waiter]]>([:])

  /// False if the task was cancelled, or the deadline passed, before it was this call's waiter. Whoever got true must
  /// call `leave`.
  func enter(_ reference: String, by deadline: Deadline, _ time: TimeSource) async -> Bool {
    let (reference, waiter) = (ExactText(reference), Waiter())
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
    return await withTaskCancellationHandler {
      await waiter.wait()
    } onCancel: {
      waiter.settle(false)
    }
  }

  /// Gives the lane to the first who still wants it.
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

/// The wait of one call for its lane: settled once, by whoever comes first.
private final class Waiter: Sendable {
  private struct State {
    var isGranted: Bool?
    var continuation: CheckedContinuation<Bool, Never>?
  }

  private let state = Mutex(State())

  func wait() async -> Bool {
    await withCheckedContinuation { continuation in
      let answer = state.withLock { state in
        if state.isGranted == nil { state.continuation = continuation }
        return state.isGranted
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// Whether the waiter now has this answer because of this call.
  @discardableResult func settle(_ isGranted: Bool) -> Bool {
    let (isFirst, continuation): (Bool, CheckedContinuation<Bool, Never>?) = state.withLock { state in
      guard state.isGranted == nil else { return (false, nil) }
      state.isGranted = isGranted
      return (true, state.continuation.take())
    }
    continuation?.resume(returning: isGranted)
    return isFirst
  }
}
