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
