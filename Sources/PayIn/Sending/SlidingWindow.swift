/// At most so many in any period of a fixed length. Pure.
struct SlidingWindow: Sendable {
  let limit: Int
  let period: Duration
  /// When each of the last ones took or will take place, the oldest first.
  private var places: [ContinuousClock.Instant] = []

  init(limit: Int, per period: Duration) {
    self.limit = limit
    self.period = period
  }

  /// The time until the next one may take place.
  mutating func wait(at now: ContinuousClock.Instant) -> Duration {
    places.removeAll { $0 + period <= now }
    guard places.count >= limit else { return .zero }
    return max(places[places.count - limit] + period - now, .zero)
  }

  /// Takes the next place. Those who come later wait for it as well.
  mutating func take(at now: ContinuousClock.Instant) {
    places.append(now + wait(at: now))
  }

  /// Gives the latest place back: what it was for did not happen.
  mutating func release() {
    _ = places.popLast()
  }
}
