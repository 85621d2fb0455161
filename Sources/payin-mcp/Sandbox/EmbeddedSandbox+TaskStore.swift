import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxModel

/// Keeps tasks in the file of the sandbox, beside the orders they wait for. It is opened like at any first use.
extension EmbeddedSandbox: TaskStore {
  /// If the sandbox cannot start or its file cannot be used, the task is kept in memory, and the wait itself says what is
  /// wrong.
  func add(_ task: StoredTask) async -> TaskDurability {
    let row = ClientTask(task)
    let isAdded = try? await use(.writing) { try $0.add(row, at: Timestamp.now()) }
    guard isAdded == true else { return .none }
    return storage?.file == nil ? .processLifetime : .persistent
  }

  func end(_ task: StoredTask) async throws -> StoredTask? {
    let row = ClientTask(task)
    return try await use(.writing) { try $0.end(row) }.map(StoredTask.init)
  }

  func task(_ id: String) async throws -> StoredTask? {
    try await use(.reading) { try $0.task(id) }.map(StoredTask.init)
  }

  func remove(_ id: String) async {
    _ = try? await use(.writing) { try $0.remove(id) }
  }

  /// Throws if the sandbox cannot start or its file cannot be used.
  private func use<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @escaping @Sendable (ClientTaskRepository) throws -> Value
  ) async throws -> Value {
    _ = try await target()
    guard let server = runningServer else { throw CancellationError() }
    return try await server.withClientTasks(kind, body)
  }
}

extension ClientTask {
  fileprivate init(_ task: StoredTask) {
    self.init(
      id: task.id, expiresAt: Timestamp(milliseconds: task.expiry), hasEnded: task.hasEnded, content: task.content)
  }
}

extension StoredTask {
  fileprivate init(_ row: ClientTask) {
    self.init(id: row.id, expiry: row.expiresAt.milliseconds, hasEnded: row.hasEnded, content: row.content)
  }
}
