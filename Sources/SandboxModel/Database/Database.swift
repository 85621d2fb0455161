import CSQLite

/// One connection to SQLite. Not thread-safe: its owner makes one call at a time.
package final class Database {
  /// The time in milliseconds for which a transaction waits for that of another process.
  private static let busyMilliseconds: Int32 = 5000
  /// The size to which the log is cut once it is in the file. It grows to this in everyday use.
  private static let logBytes = 4 * 1024 * 1024

  /// Configures SQLite, once for the process. With a hundred sandboxes in one process, the lock that this spares took
  /// three fifths of the processor time.
  private static let isConfigured = csqlite_without_memory_counts() == SQLITE_OK

  /// The connection; nil once it is closed.
  private var handle: OpaquePointer?
  private var statements: [String: Statement] = [:]

  /// Opens or makes a database.
  /// - Parameter path: the path of a sandbox's file, or `:memory:`. Its folder must exist, and it must not be a
  ///   symbolic link.
  package init(path: String) throws(DatabaseError) {
    _ = Self.isConfigured
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      defer { sqlite3_close_v2(handle) }
      throw .last(on: handle, code: code)
    }
    self.handle = handle
    try configure(handle)
  }

  deinit {
    close()
  }

  /// Closes the connection. The last connection to a file writes the log into it. Every later call fails.
  package func close() {
    statements.removeAll()
    sqlite3_close_v2(handle)
    handle = nil
  }

  private func configure(_ handle: OpaquePointer) throws(DatabaseError) {
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Self.busyMilliseconds)
    try DatabaseFunctions.register(on: handle)
    if try number("PRAGMA application_id") == 0 {
      try persist("PRAGMA application_id = \(SandboxFileFormat.applicationID)")
    }
    try persist("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = NORMAL")
    try execute("PRAGMA foreign_keys = ON")
    // The log of a large transaction, such as a reset, would stay as large beside the file as long as anyone has it open.
    try execute("PRAGMA journal_size_limit = \(Self.logBytes)")
  }

  /// Sets a property that is stored in the file. The switch to WAL ignores the busy timeout when two processes open a
  /// new file at once, hence the loop.
  private func persist(_ pragma: String) throws(DatabaseError) {
    for attempt in 1... {
      do {
        return try execute(pragma)
      } catch  where error.code.primary == .busy && attempt < Self.busyMilliseconds {
        sqlite3_sleep(1)
      }
    }
  }

  /// Runs a statement and ignores its rows.
  func execute(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) {
    try statement(sql).run(values) { _ throws(DatabaseError) in true }
  }

  /// Runs several statements without parameters and rows.
  package func executeScript(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(try connection(), sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw .last(on: handle, code: code) }
  }

  /// Reads the first row; nil if there is none.
  func first<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (inout Row) throws(DatabaseError) -> Value
  ) throws(DatabaseError) -> Value? {
    var result: Value?
    try statement(sql).run(values) { row throws(DatabaseError) in
      result = try read(&row)
      return false
    }
    return result
  }

  func all<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (inout Row) throws(DatabaseError) -> Value
  ) throws(DatabaseError) -> [Value] {
    var result: [Value] = []
    try statement(sql).run(values) { row throws(DatabaseError) in
      result.append(try read(&row))
      return true
    }
    return result
  }

  /// The number in the first column of the first row; zero if there is no row or no number.
  func number(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> Int64 {
    try first(sql, values) { row in row.optionalInteger() ?? 0 } ?? 0
  }

  /// The SQL of all statements that were run, scripts excepted.
  var preparedStatements: [String] { Array(statements.keys) }

  /// The number of rows that the last statement changed.
  var changes: Int { handle.map { Int(sqlite3_changes($0)) } ?? 0 }

  private func statement(_ sql: String) throws(DatabaseError) -> Statement {
    if let statement = statements[sql] { return statement }
    let statement = try Statement(sql, on: try connection())
    statements[sql] = statement
    return statement
  }

  /// Does nothing once the connection is closed.
  func withHandle(_ body: (OpaquePointer) -> Void) {
    if let handle { body(handle) }
  }

  private func connection() throws(DatabaseError) -> OpaquePointer {
    guard let handle else { throw DatabaseError(code: .misuse, message: "the database is closed") }
    return handle
  }
}

extension Database {
  package enum TransactionKind: String {
    /// Sees the same state from beginning to end.
    case reading = "BEGIN DEFERRED"
    /// Takes the write lock at once, so that what it reads still holds when it writes.
    case writing = "BEGIN IMMEDIATE"
  }

  /// Runs `body` in a transaction, which is rolled back if `body` throws.
  package func transaction<Value>(_ kind: TransactionKind, _ body: () throws -> Value) throws -> Value {
    try execute(kind.rawValue)
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      // After some errors SQLite has rolled back already; this statement then fails, which does no harm.
      try? execute("ROLLBACK")
      throw error
    }
  }
}

extension Database {
  /// Runs `body` within a transaction. If it throws, what it has written is undone, and the transaction goes on.
  package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try execute("SAVEPOINT part")
    do {
      let value = try body()
      try execute("RELEASE part")
      return value
    } catch {
      // After some errors SQLite has rolled back the whole transaction; these statements then fail, which does no harm.
      try? execute("ROLLBACK TO part")
      try? execute("RELEASE part")
      throw error
    }
  }
}

extension Database {
  /// Throws if the file was removed, moved or replaced since it was opened: what is written then is lost with the
  /// process.
  package func requireInPlace() throws(DatabaseError) {
    var hasMoved: Int32 = 0
    withHandle { handle in
      // Databases in memory do not support this opcode and leave the number as it is.
      sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    }
    guard hasMoved == 0 else {
      throw DatabaseError(
        code: .cannotOpen, message: "its file was removed or replaced while it was in use; restart payin-mcp")
    }
  }
}

extension Database {
  /// The time in milliseconds for which a process that ends waits for another one that uses the file.
  private static let finishMilliseconds: Int32 = 200

  /// Writes the log into the file as far as other processes allow, and closes the connection.
  package func finish() {
    withHandle { handle in
      sqlite3_busy_timeout(handle, Self.finishMilliseconds)
      // A failure is harmless: the log is read at the next start.
      sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
    close()
  }
}
