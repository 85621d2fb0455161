import Synchronization

/// A clock that is a second later each time it is read.
final class StepClock: Sendable {
  private let time = Mutex(ContinuousClock.now)

  @Sendable func now() -> ContinuousClock.Instant {
    time.withLock { time in
      time += .seconds(1)
      return time
    }
  }
}
