import Glibc
import Threads

/// The end of one tool call with all its attempts and look-ups.
struct Deadline: Sendable {
  /// The time that the call had at its beginning.
  let total: Duration
  private let end: ContinuousClock.Instant
  private let now: @Sendable () -> ContinuousClock.Instant

  init(in total: Duration, _ time: TimeSource) {
    self.total = total
    now = time.now
    end = time.now() + total
  }

  /// Zero when the time is over.
  var remaining: Duration {
    max(end - now(), .zero)
  }

  /// The time of one attempt of a read: a third of the total, so that a server that hangs once is asked again.
  var forRead: Duration {
    min(total / 3, remaining)
  }

  /// The time to send a write: a third of the total is kept for the look-up of its outcome.
  var forWrite: Duration {
    max(remaining - total / 3, .zero)
  }
}

/// The clock and the random numbers of calls. Injected, so that tests control them.
package final class TimeSource: Sendable {
  package let now: @Sendable () -> ContinuousClock.Instant
  /// Seconds since 1970, for dates that servers send.
  package let date: @Sendable () -> Int
  /// Returns early when the task is cancelled.
  package let sleep: @Sendable (Duration) async -> Void
  /// A random number from 0 up to, but not including, 1.
  package let random: @Sendable () -> Double

  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant, date: @escaping @Sendable () -> Int,
    sleep: @escaping @Sendable (Duration) async -> Void, random: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.date = date
    self.sleep = sleep
    self.random = random
  }

  package static let system = TimeSource(
    now: { .now }, date: { time(nil) }, sleep: { await Task.pause(for: $0) }, random: { .random(in: 0..<1) })
}
