import Synchronization

/// Counts how many calls are inside at once.
final class Gauge: Sendable {
  private let state = Mutex((inside: 0, peak: 0, total: 0))

  var peak: Int { state.withLock { $0.peak } }
  var total: Int { state.withLock { $0.total } }

  func enter() {
    state.withLock { state in
      state.inside += 1
      state.total += 1
      state.peak = max(state.peak, state.inside)
    }
  }

  func leave() {
    state.withLock { $0.inside -= 1 }
  }
}
