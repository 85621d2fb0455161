/// Tells slow from stuck: patience is counted from the last progress, not from the start. Pure.
package struct StallTimer {
  private let patience: Duration
  private var seen: UInt64
  private var deadline: ContinuousClock.Instant

  /// `progress` is a number that grows with every step forward.
  package init(patience: Duration, progress: UInt64, now: ContinuousClock.Instant = .now) {
    self.patience = patience
    seen = progress
    deadline = now + patience
  }

  package mutating func hasStalled(at progress: UInt64, now: ContinuousClock.Instant = .now) -> Bool {
    if progress != seen {
      seen = progress
      deadline = now + patience
    }
    return now >= deadline
  }

  /// How long to wait before asking again, at most.
  package func remaining(now: ContinuousClock.Instant = .now) -> Duration {
    max(.zero, deadline - now)
  }
}
