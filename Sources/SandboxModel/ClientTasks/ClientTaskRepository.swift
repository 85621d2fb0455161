/// What a client of the sandbox has left to be found by its next process. The sandbox does not read the content.
package struct ClientTask: Equatable, Sendable {
  package let id: String
  /// The time from which it may be removed, by the machine's clock: no control of the sandbox moves it.
  package let expiresAt: Timestamp
  package let content: String

  package init(id: String, expiresAt: Timestamp, content: String) {
    (self.id, self.expiresAt, self.content) = (id, expiresAt, content)
  }
}

/// The table of what clients have left.
package struct ClientTaskRepository {
  /// The greatest number of rows. Beyond it those that expire first are removed.
  private static let limit: Int64 = 1024

  package let database: Database

  package init(database: Database) {
    self.database = database
  }

  /// Adds a task or replaces the one of its id, and removes what has expired.
  package func save(_ task: ClientTask, at now: Timestamp) throws {
    try database.execute("DELETE FROM client_tasks WHERE expires_at <= ?", [SQLValue(now)])
    try database.execute(
      """
      INSERT INTO client_tasks (id, expires_at, content) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, content = excluded.content
      """, [.text(task.id), SQLValue(task.expiresAt), .text(task.content)])
    try database.execute(
      """
      DELETE FROM client_tasks WHERE id IN
        (SELECT id FROM client_tasks ORDER BY expires_at DESC, id LIMIT -1 OFFSET ?)
      """, [.integer(Self.limit)])
  }

  package func task(_ id: String) throws -> ClientTask? {
    try database.first("SELECT expires_at, content FROM client_tasks WHERE id = ?", [.text(id)]) {
      row throws(DatabaseError) in
      ClientTask(id: id, expiresAt: Timestamp(milliseconds: try row.integer()), content: try row.text())
    }
  }

  package func remove(_ id: String) throws {
    try database.execute("DELETE FROM client_tasks WHERE id = ?", [.text(id)])
  }
}

extension Schema {
  /// The table of what clients have left.
  static let clientTasks =
    """
    CREATE TABLE client_tasks (
      id TEXT PRIMARY KEY,
      expires_at INTEGER NOT NULL,
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX client_tasks_by_expiry ON client_tasks (expires_at);
    """
}
