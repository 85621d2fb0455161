import Formats
import JSON
import JSONRPC
import Synchronization
import Threads

/// Runs the tasks of one connection. A task takes no place among the calls in flight.
final class TaskRegistry: Sendable {
  /// The work of one task. It returns the encoded result of the call.
  typealias Work = @Sendable (TaskContext) async -> Result<[UInt8], RPCError>
  /// Returns the work with which a task of an earlier process goes on; nil if its tool is not there any more.
  typealias Resume = @Sendable (TaskState.Origin) -> (TaskPolicy, Work)?

  private struct State {
    var table: TaskTable
    var work: [String: Task<Void, Never>] = [:]
    var listeners: [String: [UInt64: AsyncStream<Void>.Continuation]] = [:]
    var lastListener: UInt64 = 0
    var isStopped = false
  }

  private let state: Mutex<State>
  private let settings: TaskSettings

  init(_ settings: TaskSettings = TaskSettings()) {
    self.settings = settings
    state = Mutex(State(table: TaskTable(limit: settings.limit, byteLimit: settings.byteLimit)))
  }

  var now: Int64 { settings.date() }
  /// Whether tasks of earlier processes can be found.
  var hasStore: Bool { settings.store != nil }

  // MARK: Creation

  /// Reserves a place for a task, whose work does not start yet. Returns nil if there is none.
  ///
  /// - Parameter limit: the time that the work may take.
  func reserve(_ origin: TaskState.Origin, limit: Duration) -> TaskState? {
    let now = now
    let task = TaskState(
      Hexadecimal.encode(settings.random(16)), origin, limit: Int64(limit / .milliseconds(1)), message: nil, at: now)
    removeExpired(at: now)
    return state.withLock { state in !state.isStopped && state.table.admit(task) ? task : nil }
  }

  /// Stores a reserved task and starts its work. Once this returns, `tasks/get` finds it.
  ///
  /// - Returns: the task; nil if the call was cancelled meanwhile, and then there is none.
  func start(_ task: TaskState, _ policy: TaskPolicy, _ work: @escaping Work) async -> TaskState? {
    let outlives = await settings.store?.save(task.stored) ?? false
    guard !Task.isCancelled else {
      await discard(task.id)
      return nil
    }
    let now = now
    let message = policy.message(nil, outlives)
    let started = state.withLock { state in
      _ = state.table.change(task.id) { $0.report(message, at: now) }
      return state.table[task.id]
    }
    run(task, policy, outlives: outlives, work)
    return started
  }

  private func discard(_ id: String) async {
    state.withLock { $0.table.remove(id) }
    await settings.store?.remove(id)
  }

  private func run(_ task: TaskState, _ policy: TaskPolicy, outlives: Bool, _ work: @escaping Work) {
    let id = task.id
    let context = TaskContext(time: .milliseconds(task.remaining(at: now))) { [weak self] progress in
      guard let self else { return }
      let (message, now) = (policy.message(progress, outlives), now)
      _ = change(id) { $0.report(message, at: now) }
    }
    state.withLock { state in
      guard !state.isStopped, state.table[id]?.isWorking == true, state.work[id] == nil else { return }
      state.work[id] = Task.start { [self] in
        switch await work(context) {
        case .success(let result): await end(id, .completed(result))
        case .failure(let error): await end(id, .failed(error))
        }
      }
    }
  }

  private func end(_ id: String, _ status: TaskState.Status) async {
    let now = now
    guard let ended = change(id, { $0.end(status, at: now) }) else { return }
    _ = await settings.store?.save(ended.stored)
  }

  // MARK: Access

  func task(_ id: String) -> TaskState? {
    removeExpired(at: now)
    return state.withLock { $0.table[id] }
  }

  /// Looks for a task in memory and in the store. One of an earlier process that has not ended goes on here, as far as
  /// there is room.
  func find(_ id: String, _ resume: Resume) async -> TaskState? {
    if let task = task(id) { return task }
    guard let stored = await settings.store?.task(id), let found = TaskState(stored), found.expiry > now else {
      return nil
    }
    guard state.withLock({ !$0.isStopped && $0.table.admit(found) }) else { return task(id) ?? found }
    guard found.isWorking else { return found }
    guard let (policy, work) = resume(found.origin) else {
      await end(id, .failed(.invalidParams("unknown tool: \(found.origin.tool.excerpt())")))
      return task(id)
    }
    let now = now
    _ = change(id) { $0.report(policy.message(nil, true), at: now) }
    run(found, policy, outlives: true, work)
    return task(id)
  }

  /// Ends a task at once. The cancel of one that has ended has no effect.
  func cancel(_ id: String) {
    let now = now
    guard let ended = change(id, { $0.end(.cancelled, at: now) }), let store = settings.store else { return }
    _ = Task.start { _ = await store.save(ended.stored) }
  }

  /// Stops all work at the end of the connection. Tasks keep their status, with which a later process goes on.
  func stop() {
    let (work, listeners) = state.withLock { state in
      state.isStopped = true
      defer { (state.work, state.listeners) = ([:], [:]) }
      return (state.work.values, state.listeners.values.flatMap(\.values))
    }
    for task in work { task.cancel() }
    for listener in listeners { listener.finish() }
  }

  // MARK: Changes

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
  private func change(_ id: String, _ change: (inout TaskState) -> Bool) -> TaskState? {
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

  private func removeExpired(at now: Int64) {
    let work = state.withLock { state in
      state.table.removeExpired(at: now).compactMap { id in
        state.listeners[id] = nil
        return state.work.removeValue(forKey: id)
      }
    }
    for task in work { task.cancel() }
  }
}
