import Synchronization
package import Threads

/// The thread on which the database is used: SQLite's calls take microseconds, but may wait seconds for the transaction
/// of another process.
package final class DatabaseThread: Sendable {
  /// One piece of work.
  /// - Parameter isRunning: whether the thread still runs. If not, the work must do nothing but report that.
  package typealias Work = @Sendable (_ isRunning: Bool) -> Void

  private struct State {
    var queue: [Work] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let change = Wakeup()

  package init() throws(ThreadError) {
    try POSIXThread.start("sandbox-store") { [self] in run() }
  }

  /// Queues work. It is called once in any case; on the caller's thread if this one has stopped.
  package func submit(_ work: @escaping Work) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.queue.append(work) }
      return state.isStopped
    }
    if isStopped { work(false) } else { change.raise() }
  }

  /// Runs work on the thread and returns its result.
  /// - Throws: what `work` throws; CancellationError if the thread has stopped.
  package func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit { isRunning in
        continuation.resume(with: Result { if isRunning { try work() } else { throw CancellationError() } })
      }
    }
  }

  /// Stops the thread, and returns when the running work has ended. Work that has not started is called with
  /// `isRunning: false`.
  package func stop() async {
    await withCheckedContinuation { continuation in
      // The last work is queued in the same step, because the thread ends once it sees that it is stopped.
      let isFirst = state.withLock { state in
        guard !state.isStopped else { return false }
        state.isStopped = true
        state.queue.append { _ in continuation.resume() }
        return true
      }
      if isFirst { change.raise() } else { continuation.resume() }
    }
  }

  private func run() {
    while true {
      change.wait()
      let (works, isStopped) = state.withLock { state in
        defer { state.queue = [] }
        return (state.queue, state.isStopped)
      }
      for work in works { work(state.withLock { !$0.isStopped }) }
      // `stop` has queued a last piece of work, so the thread always wakes up once more.
      if isStopped { return }
    }
  }
}
