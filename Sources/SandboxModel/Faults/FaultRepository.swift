/// The table of faults. All processes on one file apply the same faults and use them up together.
package struct FaultRepository {
  private static let columns = """
    sequence, id, route, kind, status, delay_milliseconds, retry_after_seconds, probability_millionths, seed, draws, \
    hits, remaining
    """

  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM faults") + 1
  }

  package func insert(_ rule: FaultRule) throws {
    try database.execute(
      "INSERT INTO faults (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(rule.sequence), .text(rule.id), .text(rule.route), .text(rule.kind.rawValue), SQLValue(rule.status),
        SQLValue(rule.delayMilliseconds), SQLValue(rule.retryAfterSeconds), SQLValue(rule.probability),
        .integer(Int64(bitPattern: rule.seed)), .integer(rule.draws), SQLValue(rule.hits), SQLValue(rule.remaining),
      ])
  }

  /// All faults, oldest first, including those used up.
  package func all() throws -> [FaultRule] {
    try database.all("SELECT \(Self.columns) FROM faults ORDER BY sequence", [], Self.read)
  }

  /// Removes one fault, or all.
  /// - Returns: the number of faults removed.
  package func remove(id: String? = nil) throws -> Int {
    try database.execute("DELETE FROM faults WHERE ? IS NULL OR id = ?", [SQLValue(id), SQLValue(id)])
    return database.changes
  }

  /// Chooses the fault for a request and counts the hit. Two requests never get the same hit of a rule.
  package func choose(method: String, path: [String]) throws -> FaultRule? {
    guard try hasAny() else { return nil }
    return try database.transaction(.writing) {
      let before = try all()
      var plan = FaultPlan(rules: before)
      let chosen = plan.choose(method: method, path: path)
      for (old, new) in zip(before, plan.rules) where old != new { try update(new) }
      return chosen
    }
  }

  private func hasAny() throws(DatabaseError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM faults WHERE remaining IS NULL OR remaining > 0)") == 1
  }

  private func update(_ rule: FaultRule) throws(DatabaseError) {
    try database.execute(
      "UPDATE faults SET draws = ?, hits = ?, remaining = ? WHERE id = ?",
      [.integer(rule.draws), SQLValue(rule.hits), SQLValue(rule.remaining), .text(rule.id)])
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> FaultRule {
    FaultRule(
      sequence: try row.integer(), id: try row.text(), route: try row.text(), kind: try row.value(FaultKind.self),
      status: row.optionalInteger().map(Int.init), delayMilliseconds: try row.int(),
      retryAfterSeconds: row.optionalInteger().map(Int.init), probability: try row.int(),
      seed: UInt64(bitPattern: try row.integer()), draws: try row.integer(), hits: try row.int(),
      remaining: row.optionalInteger().map(Int.init))
  }
}
