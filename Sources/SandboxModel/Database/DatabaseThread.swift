import Synchronization
package import Threads

/// One thread that does one thing after the other: SQLite's calls take microseconds but may wait seconds for another
/// process's transaction.
package final class DatabaseThread: Sendable {
  /// What is done, told whether it may still begin.
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

  /// `work` is called once in any case; on the caller's thread if the worker has stopped.
  package func submit(_ work: @escaping Work) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.queue.append(work) }
      return state.isStopped
    }
    if isStopped { work(false) } else { change.raise() }
  }

  /// - Throws: what `work` throws; CancellationError if the worker has stopped.
  package func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit { isRunning in
        continuation.resume(with: Result { if isRunning { try work() } else { throw CancellationError() } })
      }
    }
  }

  /// What has not begun does not begin any more. Returns when what was running is over.
  package func stop() async {
    await withCheckedContinuation { continuation in
      // In one step with the last work: the thread ends once it has seen that it is to stop.
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
      // Whoever stops the worker leaves a last work to it.
      if isStopped { return }
    }
  }
}
