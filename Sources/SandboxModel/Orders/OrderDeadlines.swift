/// The times at which pending orders change without a request.
extension OrderRepository {
  /// The next end of a payment window.
  package func nextWindowEnd(after now: Timestamp) throws -> Timestamp? {
    try next("window_ends_at", after: now)
  }

  /// The next end of a grace period.
  package func nextGraceEnd(after now: Timestamp) throws -> Timestamp? {
    try next("grace_ends_at", after: now)
  }

  /// Whether a window or a grace period of a pending order has ended after one time, and not after the other.
  package func hasDeadline(after start: Timestamp, through end: Timestamp) throws -> Bool {
    let next = [try nextWindowEnd(after: start), try nextGraceEnd(after: start)].compactMap(\.self).min()
    return next.map { $0 <= end } ?? false
  }

  private func next(_ column: String, after time: Timestamp) throws -> Timestamp? {
    try database.first(
      "SELECT MIN(\(column)) FROM orders WHERE status = 'pending' AND \(column) > ?", [SQLValue(time)]
    ) { row in row.optionalTimestamp() } ?? nil
  }
}

extension Database {
  /// A number that changes when another connection has changed the file (`PRAGMA data_version` of SQLite).
  package func dataVersion() throws -> Int64 {
    try number("PRAGMA data_version")
  }
}
