import Synchronization

/// The sandbox's clock: the machine's time plus an offset, which is kept in the database so that all processes on one
/// file agree.
///
/// It never goes back. If the machine's clock is set back, even between two runs, it stands still until the machine has
/// caught up; it can still be moved forward meanwhile.
package struct SandboxClock {
  /// The largest offset: ten years.
  package static let maximumOffsetMilliseconds: Int64 = 3653 * 86_400_000

  package let database: Database
  package let machine: MonotonicClock

  package func now() throws(DatabaseError) -> Timestamp {
    let reading = machine.now()
    let row = try database.first("SELECT ahead_milliseconds, latest FROM clock") { row throws(DatabaseError) in
      (ahead: try row.integer(), latest: try row.timestamp())
    }
    guard let row else { return reading }
    return max(reading.adding(milliseconds: row.ahead), row.latest)
  }

  /// The offset of `time` from the machine's clock.
  package func millisecondsAhead(_ time: Timestamp) -> Int64 {
    time.milliseconds - machine.now().milliseconds
  }

  /// Stores a time that may get into a row, so that no later call is given an earlier one.
  package func persist(_ time: Timestamp) throws(DatabaseError) {
    try database.execute("UPDATE clock SET latest = MAX(latest, ?)", [SQLValue(time)])
  }

  /// Resets the clock to the machine's time. Must be called only when no row has a later time.
  package func reset() throws(DatabaseError) {
    try database.execute("UPDATE clock SET ahead_milliseconds = 0, latest = 0")
  }

  /// Moves the clock forward; `time` must not be earlier than `now`.
  package func move(to time: Timestamp) throws(DatabaseError) {
    try database.execute(
      "UPDATE clock SET ahead_milliseconds = MAX(ahead_milliseconds, ?)", [.integer(millisecondsAhead(time))])
    try persist(time)
  }
}

/// A clock that never goes back: when the underlying one is set back, it stands still until that has caught up.
package final class MonotonicClock: Sendable {
  private let read: @Sendable () -> Timestamp
  private let latest = Mutex(Timestamp(milliseconds: .min))

  package init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  package func now() -> Timestamp {
    latest.withLock { latest in
      latest = max(latest, read())
      return latest
    }
  }
}
