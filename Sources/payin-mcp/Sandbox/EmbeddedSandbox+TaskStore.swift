import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxModel

/// Keeps tasks in the file of the sandbox, beside the orders they wait for. It is opened like at any first use.
extension EmbeddedSandbox: TaskStore {
  func save(_ task: StoredTask) async -> Bool {
    let row = ClientTask(
      id: task.id, expiresAt: Timestamp(milliseconds: task.expiry), content: task.content)
    let isSaved = await use(.writing) { try $0.save(row, at: Timestamp.now()) } != nil
    return isSaved && storage?.file != nil
  }

  func task(_ id: String) async -> StoredTask? {
    let row = await use(.reading) { try $0.task(id) } ?? nil
    return row.map { StoredTask(id: $0.id, expiry: $0.expiresAt.milliseconds, content: $0.content) }
  }

  func remove(_ id: String) async {
    _ = await use(.writing) { try $0.remove(id) }
  }

  /// Returns nil if the sandbox cannot start or its file cannot be used: the task is then kept in memory, and the wait
  /// itself says what is wrong.
  private func use<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @escaping @Sendable (ClientTaskRepository) throws -> Value
  ) async -> Value? {
    guard (try? await target()) != nil, let server = runningServer else { return nil }
    return try? await server.withClientTasks(kind, body)
  }
}
