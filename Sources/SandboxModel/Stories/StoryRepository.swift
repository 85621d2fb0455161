/// The tables of stories, of their steps, and of the addresses that stories keep from the pool.
package struct StoryRepository {
  let database: Database

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: StoryRun.self)
  }

  /// Stores a story.
  /// - Parameter times: the times of its steps, in their order.
  package func insert(_ story: StoryRun, steps times: [Timestamp]) throws {
    try database.insert(story)
    for (number, time) in times.enumerated() {
      try database.execute(
        "INSERT INTO story_steps (story, number, due_at) VALUES (?, ?, ?)",
        [.integer(story.sequence), SQLValue(number), SQLValue(time)])
    }
  }

  package func find(id: String) throws -> StoryRun? {
    try database.record("WHERE id = ?", [.text(id)])
  }

  /// Lists stories, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> [StoryRun] {
    try database.records("\(filter.clause) ORDER BY sequence DESC LIMIT ? OFFSET ?", filter.values + page.values)
  }

  package func steps(of story: StoryRun) throws -> [StoredStep] {
    try database.all(
      "SELECT number, due_at, is_done, result FROM story_steps WHERE story = ? ORDER BY number",
      [.integer(story.sequence)]
    ) { row throws(DatabaseError) in
      StoredStep(
        number: try row.int(), dueAt: try row.timestamp(), isDone: try row.integer() != 0, result: row.optionalText())
    }
  }

  /// Stores the order that a story has made.
  package func setOrder(_ id: String, of story: StoryRun) throws {
    try database.execute("UPDATE stories SET order_id = ? WHERE id = ?", [.text(id), .text(story.id)])
  }
}

/// The steps as work that falls due.
extension StoryRepository {
  /// Finds the step that is due first, with its story.
  package func due(at now: Timestamp) throws -> (story: StoryRun, step: StoredStep)? {
    let step = try database.first(
      """
      SELECT s.id, p.number, p.due_at FROM story_steps p JOIN stories s ON s.sequence = p.story
      WHERE p.is_done = 0 AND p.due_at <= ? ORDER BY p.due_at, p.story, p.number LIMIT 1
      """, [SQLValue(now)]
    ) { row throws(DatabaseError) in
      (
        id: try row.text(),
        step: StoredStep(number: try row.int(), dueAt: try row.timestamp(), isDone: false, result: nil)
      )
    }
    return try step.flatMap { found in try find(id: found.id).map { ($0, found.step) } }
  }

  func hasDue(now: Timestamp) throws -> Bool {
    try database.number(
      "SELECT EXISTS (SELECT 1 FROM story_steps WHERE is_done = 0 AND due_at <= ?)", [SQLValue(now)]) == 1
  }

  func nextDue(after now: Timestamp) throws -> Timestamp? {
    try database.first(
      "SELECT MIN(due_at) FROM story_steps WHERE is_done = 0 AND due_at > ?", [SQLValue(now)]
    ) { row in row.optionalTimestamp() } ?? nil
  }

  /// Stores what came of a step, which is not played again.
  package func finish(_ step: StoredStep, of story: StoryRun, result: String?) throws {
    try database.execute(
      "UPDATE story_steps SET is_done = 1, result = ? WHERE story = ? AND number = ?",
      [SQLValue(result), .integer(story.sequence), SQLValue(step.number)])
  }
}

/// The addresses that a story keeps from the pool. They are archived, and come back when the story says so.
extension StoryRepository {
  /// Archives every address of the protocol that is not in use.
  package func drain(_ addressProtocol: AddressProtocol, for story: StoryRun) throws {
    try database.execute(
      "INSERT INTO story_addresses SELECT ?, address FROM addresses WHERE protocol = ? AND state = 'available'",
      [.integer(story.sequence), .text(addressProtocol.rawValue)])
    try setState("archived", of: story, from: "available")
  }

  /// Gives the pool back what the story has archived, and nothing else.
  package func restore(for story: StoryRun) throws {
    try setState("available", of: story, from: "archived")
    try database.execute("DELETE FROM story_addresses WHERE story = ?", [.integer(story.sequence)])
  }

  private func setState(_ state: String, of story: StoryRun, from old: String) throws {
    try database.execute(
      """
      UPDATE addresses SET state = ? WHERE state = ?
        AND address IN (SELECT address FROM story_addresses WHERE story = ?)
      """, [.text(state), .text(old), .integer(story.sequence)])
  }
}

extension Schema {
  static let stories =
    """
    CREATE TABLE stories (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      name TEXT NOT NULL,
      pace TEXT NOT NULL CHECK (pace IN ('at_once', 'clock')),
      reference TEXT NOT NULL,
      order_id TEXT REFERENCES orders (id),
      started_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE story_steps (
      story INTEGER NOT NULL REFERENCES stories (sequence),
      number INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      is_done INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),
      result TEXT,
      PRIMARY KEY (story, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_steps_due ON story_steps (due_at) WHERE is_done = 0;

    CREATE TABLE story_addresses (
      story INTEGER NOT NULL REFERENCES stories (sequence),
      address TEXT NOT NULL,
      PRIMARY KEY (story, address)
    ) STRICT, WITHOUT ROWID;
    """
}
