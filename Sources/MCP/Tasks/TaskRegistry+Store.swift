import JSONRPC
import Synchronization
import Threads

/// The tasks that other processes may know as well.
extension TaskRegistry {
  /// Whether the store must be read before a request about the task is answered: another process may have made or ended
  /// it. Ended tasks stay as they are.
  func mustReadStore(about id: String) -> Bool {
    guard settings.store != nil else { return false }
    return state.withLock { state in
      state.table[id].map { $0.isWorking && state.stored.contains(id) } ?? true
    }
  }

  func isStored(_ id: String) -> Bool {
    state.withLock { $0.table[id] == nil || $0.stored.contains(id) }
  }

  /// Looks for a task in memory and in the store. One of an earlier process that has not ended goes on here.
  ///
  /// Throws if there is no such task, or this process cannot go on with it. Neither changes what is stored.
  func find(_ id: String, _ resume: Resume) async throws(RPCError) -> TaskState {
    let (known, stored) = (task(id), try await stored(id))
    if let known { return refreshed(known, stored) }
    guard let found = stored.flatMap(TaskState.init), found.expiry > now else { throw .unknownTask(id) }
    return try takeIn(found, resume)
  }

  /// Ends a task at once. The cancel of one that has ended has no effect. Once this returns, the end is stored.
  ///
  /// Throws if there is no such task, or it cannot be ended where it is kept.
  func cancel(_ id: String) async throws(RPCError) -> TaskState {
    let stored = task(id) == nil ? try await stored(id).flatMap(TaskState.init) : nil
    guard var ended = task(id) ?? stored, ended.expiry > now else { throw .unknownTask(id) }
    guard ended.end(.cancelled, at: now) else { return ended }
    do {
      try await settle(ended)
      return ended
    } catch {
      throw .taskStoreUnusable
    }
  }

  /// Whether a request that listens to a task can be told of its changes.
  func isFound(_ id: String, _ resume: Resume) async -> Bool {
    do {
      _ = try await find(id, resume)
      return task(id) != nil
    } catch {
      return false
    }
  }

  /// Looks whether the store says that a task has ended, which its work cannot know.
  func noticeOtherEnds(_ id: String) {
    guard mustReadStore(about: id) else { return }
    _ = Task.start { [weak self] in
      guard let self, let known = task(id) else { return }
      do {
        _ = refreshed(known, try await stored(id))
      } catch {
        // The next report looks again.
      }
    }
  }

  /// The task that is kept once `ended` was to be stored: that one, or what the store has in its place.
  func kept(_ stored: StoredTask?, _ ended: TaskState) -> TaskState {
    guard let stored else { return removed(ended) }
    return TaskState(stored).flatMap { $0.isWorking ? nil : $0 } ?? ended
  }

  private func removed(_ task: TaskState) -> TaskState {
    let updatedAt = max(task.updatedAt, now)
    return TaskState(
      task.id, task.origin, status: .failed(.removedTask), createdAt: task.createdAt, updatedAt: updatedAt,
      timeToLive: updatedAt - task.createdAt + TaskState.retention, message: RPCError.removedTask.message)
  }

  private func stored(_ id: String) async throws(RPCError) -> StoredTask? {
    do {
      return try await settings.store?.task(id)
    } catch {
      throw .taskStoreUnusable
    }
  }

  /// A task that this process knows, after a look into the store.
  private func refreshed(_ known: TaskState, _ stored: StoredTask?) -> TaskState {
    guard known.isWorking, isStored(known.id) else { return task(known.id) ?? known }
    let seen = stored.map { TaskState($0) ?? known } ?? removed(known)
    _ = change(known.id) { $0.adopt(seen) }
    return seen.isWorking ? task(known.id) ?? known : seen
  }

  private enum Room {
    case taken, known, full, stopped
  }

  /// Goes on with a task of another process, as far as there is room. An ended one is known without it.
  private func takeIn(_ found: TaskState, _ resume: Resume) throws(RPCError) -> TaskState {
    let resumed = found.isWorking ? resume(found.origin) : nil
    guard !found.isWorking || resumed != nil else { throw .taskOfAnotherTool(found.origin.tool) }
    let room: Room = state.withLock { state in
      if state.isStopped { return .stopped }
      if state.table[found.id] != nil { return .known }
      guard state.table.admit(found) else { return .full }
      state.stored.insert(found.id)
      return .taken
    }
    if room == .full, found.isWorking { throw .tooManyTasks }
    guard room == .taken, let (policy, work) = resumed else { return task(found.id) ?? found }
    let now = now
    _ = change(found.id) { $0.report(policy.message(nil, true), at: now) }
    run(found, policy, outlives: true, work)
    return task(found.id) ?? found
  }
}
