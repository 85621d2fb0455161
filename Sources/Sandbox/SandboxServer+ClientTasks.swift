import SandboxAPI
package import SandboxModel

extension SandboxServer {
  /// Works on the table of clients' tasks. Throws if the database cannot be used, or the server has stopped.
  package func withClientTasks<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @escaping @Sendable (ClientTaskRepository) throws -> Value
  ) async throws -> Value {
    try await thread.run { [service] in try service.withClientTasks(kind, body) }
  }
}
