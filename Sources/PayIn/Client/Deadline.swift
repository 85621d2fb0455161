import Glibc
import Threads

/// The end of one call of a tool, with all its attempts and look-ups.
struct Deadline: Sendable {
  /// What the call had at its beginning.
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

  /// For one attempt of a read: a third, so that a server that hangs once is asked again.
  var forRead: Duration {
    min(total / 3, remaining)
  }

  /// For sending a write: a third is kept to find out what became of it.
  var forWrite: Duration {
    max(remaining - total / 3, .zero)
  }
}

/// Time and chance as calls see them. Injected, so that tests decide how they pass.
package struct TimeSource: Sendable {
  package let now: @Sendable () -> ContinuousClock.Instant
  /// Seconds since 1970, for dates that servers send.
  package let date: @Sendable () -> Int
  /// Returns early when the task is cancelled.
  package let sleep: @Sendable (Duration) async -> Void
  /// At least 0, below 1.
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
