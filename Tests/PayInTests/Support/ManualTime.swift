import Synchronization

@testable import PayIn

/// A clock that moves only when a task sleeps or sends, and then at once.
final class ManualTime: Sendable {
  private struct State {
    var passed = Duration.zero
    var sleeps: [Duration] = []
  }

  private static let start = ContinuousClock.now
  private let state = Mutex(State())

  /// What was slept, in order.
  var sleeps: [Duration] {
    state.withLock { $0.sleeps }
  }

  var passed: Duration {
    state.withLock { $0.passed }
  }

  func advance(by duration: Duration) {
    state.withLock { $0.passed += duration }
  }

  /// Each wait before a retry takes this part of its longest.
  func source(jitter: Double = 1) -> TimeSource {
    TimeSource(
      now: { [self] in Self.start + passed }, date: { [self] in 784_111_777 + Int(passed.components.seconds) },
      sleep: { [self] duration in
        state.withLock { state in
          state.passed += duration
          state.sleeps.append(duration)
        }
        await Task.yield()
      }, random: { jitter })
  }
}
