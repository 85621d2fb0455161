/// Keeps calls below the API's limits, each class by itself. Pure.
struct RateLimiter: Sendable {
  enum Answer: Sendable, Equatable {
    case go(after: Duration)
    /// The wait would be too long; no place was taken.
    case tooLong(Duration)
  }

  private var orders: SlidingWindow
  private var deposits: SlidingWindow
  private var queries: SlidingWindow

  init(_ limits: RateLimits) {
    orders = SlidingWindow(limit: limits.orders, per: .seconds(60))
    deposits = SlidingWindow(limit: limits.deposits, per: .seconds(60))
    queries = SlidingWindow(limit: limits.queries, per: .seconds(60))
  }

  mutating func ask(
    _ operation: Operation, at now: ContinuousClock.Instant, waitingAtMost longestWait: Duration
  ) -> Answer {
    guard let window = Self.window(operation) else { return .go(after: .zero) }
    let wait = self[keyPath: window].wait(at: now)
    guard wait <= longestWait else { return .tooLong(wait) }
    self[keyPath: window].take(at: now)
    return .go(after: wait)
  }

  /// Health and the controls of the sandbox stand outside of the API proper.
  private static func window(_ operation: Operation) -> WritableKeyPath<RateLimiter, SlidingWindow>? {
    switch operation {
    case .health: nil
    case _ where operation.credential == .sandboxToken: nil
    case .bindDepositAddress, .unbindDepositAddress: \.deposits
    default: operation.kind.isWrite ? \.orders : \.queries
    }
  }
}

/// Calls of each class in one minute. PayIn has announced 100, 50 and 300 for a whole organization.
package struct RateLimits: Sendable, Equatable {
  package let orders: Int
  package let deposits: Int
  package let queries: Int

  package init(orders: Int, deposits: Int, queries: Int) {
    self.orders = orders
    self.deposits = deposits
    self.queries = queries
  }
}

/// Allows at most `limit` events in any period of a fixed length. Pure.
struct SlidingWindow: Sendable {
  let limit: Int
  private let period: Duration
  /// The times of the last events, past or planned, the oldest first.
  private var places: [ContinuousClock.Instant] = []

  init(limit: Int, per period: Duration) {
    self.limit = limit
    self.period = period
  }

  /// The time until the next event is allowed.
  mutating func wait(at now: ContinuousClock.Instant) -> Duration {
    places.removeAll { $0 + period <= now }
    guard places.count >= limit else { return .zero }
    return max(places[places.count - limit] + period - now, .zero)
  }

  /// Takes the next place. Later events wait for it as well.
  mutating func take(at now: ContinuousClock.Instant) {
    places.append(now + wait(at: now))
  }

  /// Releases the latest place, because its event did not happen.
  mutating func release() {
    _ = places.popLast()
  }
}
