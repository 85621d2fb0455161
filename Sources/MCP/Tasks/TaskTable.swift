/// The tasks that a process knows. Pure: its owner runs their work.
struct TaskTable {
  /// The number of tasks for each that may work: ended ones are kept for an hour and must not end the making of tasks.
  private static let keptForEach = 8

  private let limit: Int
  private let byteLimit: Int
  private var tasks: [String: TaskState] = [:]
  /// The bytes of all results that are kept.
  private var bytes = 0

  /// - Parameters:
  ///   - limit: the greatest number of tasks that work.
  ///   - byteLimit: the bytes of kept results from which on no task is taken. Those that work then may exceed it.
  init(limit: Int, byteLimit: Int) {
    (self.limit, self.byteLimit) = (limit, byteLimit)
  }

  subscript(id: String) -> TaskState? { tasks[id] }

  var count: Int { tasks.count }

  /// Returns false if there is no room, or a task of that id is there. No task makes room for another before it expires.
  mutating func admit(_ task: TaskState) -> Bool {
    guard tasks[task.id] == nil, tasks.count < limit * Self.keptForEach, bytes < byteLimit,
      !task.isWorking || tasks.values.count(where: \.isWorking) < limit
    else { return false }
    tasks[task.id] = task
    bytes += task.resultCount
    return true
  }

  /// Returns the task if `change` says that it has changed; nil otherwise.
  mutating func change(_ id: String, _ change: (inout TaskState) -> Bool) -> TaskState? {
    guard var task = tasks[id] else { return nil }
    let before = task.resultCount
    guard change(&task) else { return nil }
    tasks[id] = task
    bytes += task.resultCount - before
    return task
  }

  mutating func remove(_ id: String) {
    bytes -= tasks.removeValue(forKey: id)?.resultCount ?? 0
  }

  /// Removes what has expired. Returns the ids.
  mutating func removeExpired(at now: Int64) -> [String] {
    let expired = tasks.values.filter { $0.expiry <= now }.map(\.id)
    for id in expired { remove(id) }
    return expired
  }
}
