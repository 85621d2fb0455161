/// The table of faults. All processes on one file apply the same faults and use them up together.
package struct FaultRepository {
  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: FaultRule.self)
  }

  package func insert(_ rule: FaultRule) throws {
    try database.insert(rule)
  }

  /// All faults, oldest first, including those used up.
  package func all() throws -> [FaultRule] {
    try database.records("ORDER BY sequence")
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
      for (old, new) in zip(before, plan.rules) where old != new { try database.update(new) }
      return chosen
    }
  }

  private func hasAny() throws(DatabaseError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM faults WHERE remaining IS NULL OR remaining > 0)") == 1
  }
}

extension FaultRule: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case route
    case kind
    case status
    case delayMilliseconds = "delay_milliseconds"
    case retryAfterSeconds = "retry_after_seconds"
    case probability = "probability_millionths"
    case seed
    case draws
    case hits
    case remaining
  }

  static let table = Table<FaultRule>(
    "faults", key: .id,
    fixed: [.sequence, .route, .kind, .status, .delayMilliseconds, .retryAfterSeconds, .probability, .seed])

  init(_ row: inout RecordRow<FaultRule>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), route: try row.text(.route),
      kind: try row.value(.kind), status: row.optionalInt(.status),
      delayMilliseconds: try row.int(.delayMilliseconds), retryAfterSeconds: row.optionalInt(.retryAfterSeconds),
      probability: try row.int(.probability), seed: UInt64(bitPattern: try row.integer(.seed)),
      draws: try row.integer(.draws), hits: try row.int(.hits), remaining: row.optionalInt(.remaining))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .route: .text(route)
    case .kind: .text(kind.rawValue)
    case .status: SQLValue(status)
    case .delayMilliseconds: SQLValue(delayMilliseconds)
    case .retryAfterSeconds: SQLValue(retryAfterSeconds)
    case .probability: SQLValue(probability)
    case .seed: .integer(Int64(bitPattern: seed))
    case .draws: .integer(draws)
    case .hits: SQLValue(hits)
    case .remaining: SQLValue(remaining)
    }
  }
}
