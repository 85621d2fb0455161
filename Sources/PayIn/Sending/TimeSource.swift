import Glibc
import Threads

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
