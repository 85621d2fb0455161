import Synchronization

/// How many requests a server has, over time.
final class Load: Sendable {
  private struct State {
    var count = 0
    var peak = 0
    var arrivals = 0
    var start = ContinuousClock.now
    var last = ContinuousClock.now
    /// Requests times seconds, up to the latest arrival.
    var area = 0.0
    /// The same up to the latest change.
    var total = 0.0
    var latestArrival = ContinuousClock.now
  }

  struct Summary {
    let peak: Int
    /// Over the time from the first to the last arrival.
    let mean: Double
    let arrivals: Int
  }

  private let state = Mutex(State())

  func change(by step: Int) {
    state.withLock { state in
      let now = ContinuousClock.now
      if state.arrivals == 0 { (state.start, state.last) = (now, now) }
      state.total += Double(state.count) * ((now - state.last) / .seconds(1))
      (state.last, state.count) = (now, state.count + step)
      guard step > 0 else { return }
      state.arrivals += 1
      state.peak = max(state.peak, state.count)
      (state.area, state.latestArrival) = (state.total, now)
    }
  }

  /// Of all since the last time this was asked.
  func takeSummary() -> Summary {
    state.withLock { state in
      let time = (state.latestArrival - state.start) / .seconds(1)
      defer { state = State() }
      return Summary(peak: state.peak, mean: time > 0 ? state.area / time : 0, arrivals: state.arrivals)
    }
  }
}
