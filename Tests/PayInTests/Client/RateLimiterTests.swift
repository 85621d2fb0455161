import Testing

@testable import PayIn

@Suite struct RateLimiterTests {
  private static let start = ContinuousClock.now

  private func ask(
    _ limiter: inout RateLimiter, _ operation: Operation, at seconds: Double = 0, longestWait: Duration = .seconds(1000)
  ) -> RateLimiter.Answer {
    limiter.ask(operation, at: Self.start + .seconds(seconds), waitingAtMost: longestWait)
  }

  @Test func classHasItsOwnLimit() {
    var limiter = RateLimiter(RateLimits(orders: 1, deposits: 2, queries: 3))
    let rows: [(Operation, Int)] = [(.createOrder, 1), (.bindDepositAddress, 2), (.orders, 3)]
    for (operation, limit) in rows {
      for _ in 0..<limit { #expect(ask(&limiter, operation) == .go(after: .zero)) }
      #expect(ask(&limiter, operation) == .go(after: .seconds(60)))
    }
  }

  @Test func classesAreTheAnnouncedOnes() {
    let rows: [(Operation, Operation)] = [
      (.createOrder, .createPaymentLink), (.createOrder, .publishPaymentLink), (.createOrder, .archivePaymentLink),
      (.bindDepositAddress, .unbindDepositAddress), (.orders, .order), (.orders, .deposits),
      (.orders, .depositReference),
    ]
    for (first, second) in rows {
      var limiter = RateLimiter(RateLimits(orders: 1, deposits: 1, queries: 1))
      _ = ask(&limiter, first)
      #expect(ask(&limiter, second) == .go(after: .seconds(60)), "\(second.name)")
    }
  }

  @Test(arguments: [Operation.health, .simulatePayment, .advanceClock, .injectFault, .removeFaults, .resetSandbox])
  func whatIsNotOfTheAPIIsNotCounted(_ operation: Operation) {
    var limiter = RateLimiter(RateLimits(orders: 1, deposits: 1, queries: 1))
    for _ in 0..<5 { #expect(ask(&limiter, operation) == .go(after: .zero)) }
  }

  /// In no minute, wherever it begins, are there more calls than the limit.
  @Test func noMinuteHasMoreThanTheLimit() {
    var limiter = RateLimiter(RateLimits(orders: 5, deposits: 1, queries: 1))
    var times: [Double] = []
    for step in 0..<200 {
      let now = Double(step) * 1.7
      if case .go(let wait) = ask(&limiter, .createOrder, at: now) { times.append(now + wait / .seconds(1)) }
    }
    #expect(times.count > 100)
    for (index, time) in times.enumerated() where index >= 5 { #expect(time - times[index - 5] > 59.999) }
  }

  @Test func impatientCallTakesNoPlace() {
    var limiter = RateLimiter(RateLimits(orders: 1, deposits: 1, queries: 1))
    _ = ask(&limiter, .order)
    #expect(ask(&limiter, .order, at: 10, longestWait: .seconds(30)) == .tooLong(.seconds(50)))
    #expect(ask(&limiter, .order, at: 60) == .go(after: .zero))
  }

  @Test func placeGivenBackIsFreeAgain() {
    var window = SlidingWindow(limit: 1, per: .seconds(3600))
    window.take(at: Self.start)
    window.release()
    #expect(window.wait(at: Self.start) == .zero)
  }
}
