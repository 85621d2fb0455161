/// Tells slow from stuck: idleTimeout is counted from the last progress, not from the start. Pure.
package struct StallTimer {
  private let idleTimeout: Duration
  private var seen: UInt64
  private var deadline: ContinuousClock.Instant

  /// `progress` is a number that grows with every step forward.
  package init(idleTimeout: Duration, progress: UInt64, now: ContinuousClock.Instant = .now) {
    self.idleTimeout = idleTimeout
    seen = progress
    deadline = now + idleTimeout
  }

  package mutating func hasStalled(at progress: UInt64, now: ContinuousClock.Instant = .now) -> Bool {
    if progress != seen {
      seen = progress
      deadline = now + idleTimeout
    }
    return now >= deadline
  }

  /// How long to wait before asking again, at most.
  package func remaining(now: ContinuousClock.Instant = .now) -> Duration {
    max(.zero, deadline - now)
  }
}
