import Synchronization

/// A value that one task waits for. It is settled once, by the first that does: its source, a timer, or a cancellation.
package final class Promise<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiter: CheckedContinuation<Value, Never>?
  }

  private let state = Mutex(State())

  package init() {}

  /// Returns the value once it is settled. To be called once at most.
  ///
  /// - Parameter value: settles the promise if the task is cancelled first.
  package func wait(orIfCancelled value: Value) async -> Value {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let settled = state.withLock { state in
          if state.value == nil { state.waiter = continuation }
          return state.value
        }
        if let settled { continuation.resume(returning: settled) }
      }
    } onCancel: {
      settle(value)
    }
  }

  /// Returns whether the promise has this value because of this call.
  @discardableResult
  package func settle(_ value: Value) -> Bool {
    let (isFirst, waiter): (Bool, CheckedContinuation<Value, Never>?) = state.withLock { state in
      guard state.value == nil else { return (false, nil) }
      state.value = value
      return (true, state.waiter.take())
    }
    waiter?.resume(returning: value)
    return isFirst
  }
}
