/// A task that a client of the sandbox has stored for its next process. The sandbox does not read the content.
package struct ClientTask: Equatable, Sendable {
  package let id: String
  /// The time from which it may be removed, by the machine's clock: no control of the sandbox moves it.
  package let expiresAt: Timestamp
  /// Whether it has ended. What has ended is not replaced.
  package let hasEnded: Bool
  package let content: String

  package init(id: String, expiresAt: Timestamp, hasEnded: Bool = false, content: String) {
    (self.id, self.expiresAt, self.hasEnded, self.content) = (id, expiresAt, hasEnded, content)
  }
}

/// The table of tasks that clients of the sandbox have stored.
package struct ClientTaskRepository {
  /// The greatest number of rows. Beyond it none is added: each that is there was promised to a client.
  private static let limit: Int64 = 1024

  package let database: Database

  package init(database: Database) {
    self.database = database
  }

  /// Removes what has expired and adds a task. Returns false if there is no room.
  package func add(_ task: ClientTask, at now: Timestamp) throws -> Bool {
    try database.execute("DELETE FROM client_tasks WHERE expires_at <= ?", [SQLValue(now)])
    try database.execute(
      """
      INSERT INTO client_tasks (id, expires_at, has_ended, content)
      SELECT ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM client_tasks) < ?
      """,
      [
        .text(task.id), SQLValue(task.expiresAt), .integer(task.hasEnded ? 1 : 0), .text(task.content),
        .integer(Self.limit),
      ])
    return database.changes == 1
  }

  /// Replaces a task that has not ended by one that has. Returns the row that is there then: the first end stays.
  package func end(_ task: ClientTask) throws -> ClientTask? {
    try database.execute(
      "UPDATE client_tasks SET expires_at = ?, has_ended = 1, content = ? WHERE id = ? AND has_ended = 0",
      [SQLValue(task.expiresAt), .text(task.content), .text(task.id)])
    return try self.task(task.id)
  }

  package func task(_ id: String) throws -> ClientTask? {
    try database.first("SELECT expires_at, has_ended, content FROM client_tasks WHERE id = ?", [.text(id)]) {
      row throws(DatabaseError) in
      ClientTask(
        id: id, expiresAt: Timestamp(milliseconds: try row.integer()), hasEnded: try row.integer() != 0,
        content: try row.text())
    }
  }

  package func remove(_ id: String) throws {
    try database.execute("DELETE FROM client_tasks WHERE id = ?", [.text(id)])
  }
}

extension Schema {
  /// The table of tasks that clients of the sandbox have stored.
  static let clientTasks =
    """
    CREATE TABLE client_tasks (
      id TEXT PRIMARY KEY,
      expires_at INTEGER NOT NULL,
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX client_tasks_by_expiry ON client_tasks (expires_at);
    """

  /// Whether a task has ended, so that of several processes none replaces the end that another has stored.
  static let clientTaskEnds =
    """
    ALTER TABLE client_tasks ADD COLUMN has_ended INTEGER NOT NULL DEFAULT 0 CHECK (has_ended IN (0, 1));
    UPDATE client_tasks SET has_ended = 1 WHERE instr(content, '"status":"working"') = 0;
    """
}
