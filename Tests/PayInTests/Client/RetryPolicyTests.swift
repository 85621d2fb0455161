import Testing

@testable import PayIn

@Suite struct RetryPolicyTests {
  typealias Code = PayInError.Code
  typealias Reason = RetryPolicy.Reason

  private func decide(
    _ code: Code, _ status: Int? = nil, of operation: Operation = .order, retryAfter: Int? = nil, attempt: Int = 1,
    remaining: Duration = .seconds(30), jitter: Double = 1
  ) -> RetryPolicy.Decision {
    let error = PayInError(
      code, operation, outcome: .unknown, retry: retryAfter.map { .after(seconds: $0) } ?? .safe,
      upstream: status.map { PayInError.Upstream(status: $0) }, saysWhen: retryAfter != nil)
    return RetryPolicy.decide(after: error, attempt: attempt, remaining: remaining, jitter: jitter)
  }

  /// What fails, how many retries it gets at most, and why.
  @Test(
    arguments: [
      (.unreachable, nil, 3, .network), (.timeout, nil, 3, .network), (.connectionLost, nil, 3, .network),
      (.upstreamError, 408, 3, .busy), (.rateLimited, 429, 3, .busy), (.upstreamError, 502, 3, .busy),
      (.upstreamError, 503, 3, .busy), (.upstreamError, 504, 3, .busy), (.upstreamError, 500, 1, .serverFailure),
      (.unreadableReply, 200, 1, .unreadable),
    ] as [(Code, Int?, Int, Reason)])
  func passingFailureIsRetriedSoOften(_ code: Code, _ status: Int?, _ limit: Int, _ reason: Reason) {
    let waits: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]
    for attempt in 1...limit {
      #expect(decide(code, status, attempt: attempt) == .again(after: waits[attempt - 1], reason))
    }
    #expect(decide(code, status, attempt: limit + 1) == .stop(.exhausted))
  }

  @Test(
    arguments: [
      (.tlsFailure, nil), (.cancelled, nil), (.replyTooLarge, 200), (.rejected, 400), (.unauthorized, 401),
      (.forbidden, 403), (.notFound, 404), (.conflict, 409), (.redirected, 301), (.upstreamError, 501),
      (.rejected, 500), (.addressPoolEmpty, 503), (.rateLimited, nil),
    ] as [(Code, Int?)])
  func lastingFailureIsNotRetried(_ code: Code, _ status: Int?) {
    #expect(decide(code, status) == .stop(.permanent))
  }

  @Test(arguments: Operation.all.filter(\.kind.isWrite))
  func writeIsNeverRetried(_ operation: Operation) {
    #expect(decide(.connectionLost, of: operation) == .stop(.write))
    #expect(decide(.upstreamError, 503, of: operation, retryAfter: 1) == .stop(.write))
  }

  @Test func waitIsTheDrawnPartOfTheLongest() {
    #expect(decide(.timeout, attempt: 3, jitter: 0.25) == .again(after: .seconds(1), .network))
    #expect(decide(.timeout, jitter: 0) == .again(after: .zero, .network))
  }

  @Test func serverDecidesHowLongToWait() {
    #expect(decide(.rateLimited, 429, retryAfter: 7, jitter: 0) == .again(after: .seconds(7), .busy))
    #expect(decide(.upstreamError, 503, retryAfter: 0, attempt: 2) == .again(after: .seconds(2), .busy))
  }

  /// 60 s stand in the error although no server said so: they are for the caller.
  @Test func assumedMinuteIsNotWaitedFor() {
    let error = PayInError(
      .rateLimited, .order, outcome: nil, retry: .after(seconds: 60), upstream: PayInError.Upstream(status: 429))
    let decision = RetryPolicy.decide(after: error, attempt: 1, remaining: .seconds(30), jitter: 1)
    #expect(decision == .again(after: .seconds(1), .busy))
  }

  @Test func waitThatOutlastsTheDeadlineIsNotStarted() {
    #expect(decide(.timeout, attempt: 3, remaining: .seconds(4)) == .stop(.deadline))
    #expect(decide(.rateLimited, 429, retryAfter: 30) == .stop(.deadline))
    #expect(decide(.timeout, remaining: .milliseconds(1001)) == .again(after: .seconds(1), .network))
  }
}
