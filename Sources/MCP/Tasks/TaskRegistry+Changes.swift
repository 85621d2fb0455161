import Synchronization
import Threads

/// What this process knows of its tasks, and who is told of their changes.
extension TaskRegistry {
  func task(_ id: String) -> TaskState? {
    removeExpired(at: now)
    return state.withLock { $0.table[id] }
  }

  /// One element at once and one for each change, until the task has ended; nil if there is no such task. Changes that
  /// were not taken yet become one.
  func changes(of id: String) -> AsyncStream<Void>? {
    let (stream, listener) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number: UInt64? = state.withLock { state in
      guard !state.isStopped, let task = state.table[id] else { return nil }
      listener.yield()
      guard task.isWorking else { return 0 }
      state.lastListener += 1
      state.listeners[id, default: [:]][state.lastListener] = listener
      return state.lastListener
    }
    guard let number else { return nil }
    guard number > 0 else {
      listener.finish()
      return stream
    }
    listener.onTermination = { [weak self] _ in
      self?.state.withLock { state in
        state.listeners[id]?[number] = nil
        if state.listeners[id]?.isEmpty == true { state.listeners[id] = nil }
      }
    }
    return stream
  }

  /// Returns the task if it has changed.
  func change(_ id: String, _ change: (inout TaskState) -> Bool) -> TaskState? {
    let (changed, work, listeners) = state.withLock { state in
      guard !state.isStopped, let task = state.table.change(id, change) else {
        return (TaskState?.none, Task<Void, Never>?.none, [AsyncStream<Void>.Continuation]())
      }
      let listeners = Array((state.listeners[id] ?? [:]).values)
      if task.isWorking { return (task, nil, listeners) }
      state.listeners[id] = nil
      return (task, state.work.removeValue(forKey: id), listeners)
    }
    work?.cancel()
    for listener in listeners {
      listener.yield()
      if changed?.isWorking == false { listener.finish() }
    }
    return changed
  }

  func removeExpired(at now: Int64) {
    let work = state.withLock { state in
      state.table.removeExpired(at: now).compactMap { state.forget($0) }
    }
    for task in work { task.cancel() }
  }
}
