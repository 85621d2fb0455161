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

  struct State {
    var table: TaskTable
    /// The ids of the tasks that are in the store, too.
    var stored: Set<String> = []
    var work: [String: Task<Void, Never>] = [:]
    var listeners: [String: [UInt64: AsyncStream<Void>.Continuation]] = [:]
    var lastListener: UInt64 = 0
    var isStopped = false

    /// Removes what belongs to a task that is not in the table any more. Returns its work.
    mutating func forget(_ id: String) -> Task<Void, Never>? {
      stored.remove(id)
      listeners[id] = nil
      return work.removeValue(forKey: id)
    }
  }

  let state: Mutex<State>
  let settings: TaskSettings

  init(_ settings: TaskSettings = TaskSettings()) {
    self.settings = settings
    state = Mutex(State(table: TaskTable(limit: settings.limit, byteLimit: settings.byteLimit)))
  }

  var now: Int64 { settings.date() }

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

  /// Gives up the place of a task that was never stored.
  func release(_ id: String) {
    state.withLock { state in
      state.table.remove(id)
      _ = state.forget(id)
    }
  }

  /// Stores a reserved task and starts its work. Once this returns, `tasks/get` finds it.
  ///
  /// - Returns: the task; nil if the call was cancelled meanwhile, and then there is none.
  func start(_ task: TaskState, _ policy: TaskPolicy, _ work: @escaping Work) async -> TaskState? {
    let durability = await settings.store?.add(task.stored) ?? .none
    guard !Task.isCancelled else {
      release(task.id)
      await settings.store?.remove(task.id)
      return nil
    }
    let (now, message) = (now, policy.message(nil, durability == .persistent))
    let started = state.withLock { state in
      if durability != .none { state.stored.insert(task.id) }
      _ = state.table.change(task.id) { $0.report(message, at: now) }
      return state.table[task.id]
    }
    run(task, policy, outlives: durability == .persistent, work)
    return started
  }

  // MARK: Work

  func run(_ task: TaskState, _ policy: TaskPolicy, outlives: Bool, _ work: @escaping Work) {
    let id = task.id
    let context = TaskContext(time: .milliseconds(task.remaining(at: now))) { [weak self] progress in
      guard let self else { return }
      let (message, now) = (policy.message(progress, outlives), now)
      _ = change(id) { $0.report(message, at: now) }
      noticeOtherEnds(id)
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

  /// Ends a task whose work is over. Work that `stop` has cut short has no result: a later process goes on with it.
  private func end(_ id: String, _ status: TaskState.Status) async {
    let now = now
    let task = state.withLock { $0.isStopped ? nil : $0.table[id] }
    guard var ended = task, ended.end(status, at: now) else { return }
    do {
      try await settle(ended)
    } catch {
      // The client gets the result, although a later process would wait again.
      _ = change(id) { $0.adopt(ended) }
    }
  }

  /// Stores how a task has ended before it is shown, because what was seen must stay. Of several ends the first
  /// that is stored counts, also one of another process.
  ///
  /// Throws if the store cannot be used.
  func settle(_ ended: TaskState) async throws {
    var ended = ended
    if isStored(ended.id), let store = settings.store {
      ended = kept(try await store.end(ended.stored), ended)
    }
    _ = change(ended.id) { $0.adopt(ended) }
  }

  /// Ends a task that no other process knows.
  func cancelHere(_ id: String) {
    let now = now
    _ = change(id) { $0.end(.cancelled, at: now) }
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
}
