import Testing

@testable import PayIn

@Suite struct CallStatisticsTests {
  private func call(
    _ operation: Operation = .order, _ status: Int? = 200, _ failure: PayInError.Code? = nil, milliseconds: Int = 10,
    attempt: Int = 1
  ) -> CallLogEntry {
    CallLogEntry(
      operation, status: status, failure: failure, duration: .milliseconds(milliseconds), attempt: attempt,
      requestID: "r")
  }

  @Test(
    arguments: [
      (nil, .unreachable, true), (nil, .timeout, true), (500, .upstreamError, true), (429, .rateLimited, true),
      (408, .upstreamError, true), (200, .unreadableReply, true), (404, .notFound, false), (400, .rejected, false),
      (409, .conflict, false), (401, .unauthorized, false), (200, nil, false), (nil, .cancelled, false),
    ] as [(Int?, PayInError.Code?, Bool)])
  func wrongRequestIsNoFailureOfTheAPI(_ status: Int?, _ failure: PayInError.Code?, _ isFailure: Bool) {
    #expect(call(.order, status, failure).isFailureOfTheAPI == isFailure)
  }

  @Test func routeIsCountedByItsTemplate() {
    var statistics = CallStatistics()
    for attempt in 1...3 { statistics.record(call(.order, 503, .upstreamError, attempt: attempt)) }
    statistics.record(call(.createOrder))
    #expect(statistics.routes.keys.sorted() == ["GET /orders/:orderId", "POST /orders"])
    let row = statistics.routes["GET /orders/:orderId"]
    #expect([row?.attempts, row?.retries, row?.failures] == [3, 2, 3])
    #expect(statistics.all.attempts == 4)
    #expect(statistics.all.failureRate == 0.75)
  }

  @Test func cancelledCallIsNotCounted() {
    var statistics = CallStatistics()
    statistics.record(call(.order, nil, .cancelled))
    #expect(statistics.all.attempts == 0)
  }

  /// Only a route that needs a key says something about it.
  @Test(
    arguments: [
      ([], false), ([(.orders, 401)], true), ([(.orders, 401), (.health, 200)], true),
      ([(.orders, 401), (.orders, 404)], true), ([(.orders, 401), (.addressPool, 200)], false),
      ([(.orders, 200), (.addressPool, 401)], true), ([(.tokens, 401)], false),
    ] as [([(Operation, Int)], Bool)])
  func refusalOfTheKeyIsKeptUntilItIsTaken(_ calls: [(Operation, Int)], _ isRefused: Bool) {
    var statistics = CallStatistics()
    for (operation, status) in calls {
      let failure: PayInError.Code? = status == 401 ? .unauthorized : status == 404 ? .notFound : nil
      statistics.record(call(operation, status, failure))
    }
    #expect(statistics.isKeyRefused == isRefused)
  }

  /// Of 1, 2, … 1,000 ms the exact percentiles are known.
  @Test func percentileIsAtMostAQuarterTooHigh() throws {
    var histogram = LatencyHistogram()
    for milliseconds in (1...1000).shuffled() { histogram.record(.milliseconds(milliseconds)) }
    #expect(histogram.mean == 501 || histogram.mean == 500)
    for (part, exact) in [(0.5, 500), (0.95, 950), (0.01, 10), (1.0, 1000)] {
      let found = try #require(histogram.percentile(part))
      #expect(exact...(exact * 5 / 4 + 1) ~= found, "\(part): \(found)")
    }
    #expect(histogram.percentile(1) == 1000)
  }

  @Test func emptyHistogramHasNoPercentile() {
    #expect(LatencyHistogram().percentile(0.5) == nil)
    #expect(LatencyHistogram().mean == nil)
  }

  @Test(
    arguments: [
      (95, 5, 1, nil, []), (94, 6, 1, nil, [.failureRate]), (1, 0, 5000, nil, []), (1, 0, 5002, nil, [.meanTime]),
      (1, 0, 1, 100, []), (1, 0, 1, 99, [.addressPool]), (0, 0, 1, nil, []),
    ] as [(Int, Int, Int, Int?, [CallStatistics.Alert])])
  func limitOfTheGuideRaisesAnAlert(
    _ good: Int, _ bad: Int, _ milliseconds: Int, _ addresses: Int?, _ alerts: [CallStatistics.Alert]
  ) {
    var statistics = CallStatistics()
    for _ in 0..<good { statistics.record(call(milliseconds: milliseconds)) }
    for _ in 0..<bad { statistics.record(call(.order, 500, .upstreamError, milliseconds: milliseconds)) }
    #expect(statistics.alerts(availableAddresses: addresses) == alerts)
  }
}
