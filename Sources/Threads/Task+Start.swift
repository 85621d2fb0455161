extension Task where Failure == Never {
  /// Starts a task on the threads that all tasks share. `Task { … }` would run it on libdispatch's.
  package static func start(_ operation: @escaping @Sendable () async -> Success) -> Task {
    Task(executorPreference: TaskThreads.shared, operation: operation)
  }
}

extension Task where Failure == any Error {
  /// Starts a task that may throw.
  package static func start(_ operation: @escaping @Sendable () async throws -> Success) -> Task {
    Task(executorPreference: TaskThreads.shared, operation: operation)
  }
}

extension Task where Success == Never, Failure == Never {
  /// Returns after `time`, or early when the task is cancelled. `Task.sleep` would need a timer of libdispatch.
  package static func pause(for time: Duration) async {
    guard time > .zero, !isCancelled else { return }
    let pause = Promise<Void>()
    let timer = TaskThreads.shared.add(pause, at: .now + time)
    await pause.wait(orIfCancelled: ())
    if isCancelled { TaskThreads.shared.forget(timer) }
  }
}
