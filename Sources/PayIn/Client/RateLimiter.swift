/// Keeps calls below the API's limits, each class by itself. Pure.
struct RateLimiter: Sendable {
  enum Answer: Sendable, Equatable {
    case go(after: Duration)
    /// Nothing was taken.
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
