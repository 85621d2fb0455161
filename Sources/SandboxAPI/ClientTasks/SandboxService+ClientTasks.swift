package import SandboxModel

extension SandboxService {
  /// Works on the table of clients' tasks, in one transaction.
  package func withClientTasks<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @Sendable (ClientTaskRepository) throws -> Value
  ) throws -> Value {
    try transact(kind) { try body(ClientTaskRepository(database: $0.store.database)) }
  }
}
