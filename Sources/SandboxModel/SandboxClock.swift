import Synchronization

/// The sandbox's time: the machine's, and how far it was moved ahead of it. Kept in the database, so that all processes
/// on one file agree.
///
/// It never goes back. If the machine's clock is set back, even between two runs, it stands still until that has caught
/// up; moving it forward works all the while.
package struct SandboxClock {
  /// Ten years.
  package static let farthestAheadMilliseconds: Int64 = 3653 * 86_400_000

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

  /// How far `time` is ahead of the machine's.
  package func millisecondsAhead(_ time: Timestamp) -> Int64 {
    time.milliseconds - machine.now().milliseconds
  }

  /// Of every time that may get into a row. No later call is given an earlier one.
  package func keep(_ time: Timestamp) throws(DatabaseError) {
    try database.execute("UPDATE clock SET latest = MAX(latest, ?)", [SQLValue(time)])
  }

  /// To the machine's time. Only when nothing is left that could be of a later one.
  package func reset() throws(DatabaseError) {
    try database.execute("UPDATE clock SET ahead_milliseconds = 0, latest = 0")
  }

  /// `time` must not be earlier than `now`.
  package func move(to time: Timestamp) throws(DatabaseError) {
    try database.execute(
      "UPDATE clock SET ahead_milliseconds = MAX(ahead_milliseconds, ?)", [.integer(millisecondsAhead(time))])
    try keep(time)
  }
}

/// A clock that may be set back, as one that never is: then it stands still until the other has caught up.
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
