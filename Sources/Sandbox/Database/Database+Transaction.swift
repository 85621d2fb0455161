extension Database {
  enum TransactionKind: String {
    /// Sees one state throughout.
    case reading = "BEGIN DEFERRED"
    /// Takes the write lock at once, so that what it reads still holds when it writes.
    case writing = "BEGIN IMMEDIATE"
  }

  /// Undone as a whole if `body` throws.
  func transaction<Value>(_ kind: TransactionKind, _ body: () throws -> Value) throws -> Value {
    try execute(kind.rawValue)
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      // SQLite has undone it already after some errors; then this one has nothing to do and says so.
      try? execute("ROLLBACK")
      throw error
    }
  }
}
