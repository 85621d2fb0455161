/// Lets a burst through and then a steady rate. Pure.
struct TokenBucket {
  private let capacity: Double
  private let perSecond: Double
  private var tokens: Double
  private var updatedAt: ContinuousClock.Instant

  /// Full at first.
  init(capacity: Int, perSecond: Int, now: ContinuousClock.Instant) {
    self.capacity = Double(capacity)
    self.perSecond = Double(perSecond)
    tokens = Double(capacity)
    updatedAt = now
  }

  /// Whether there was a token to take.
  mutating func take(now: ContinuousClock.Instant) -> Bool {
    let elapsed = max(0, (now - updatedAt) / .seconds(1))
    updatedAt = max(now, updatedAt)
    tokens = min(capacity, tokens + elapsed * perSecond)
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }
}
