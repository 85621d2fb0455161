import Synchronization

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Sleeps by a clock that stands still until it is moved, and reports the sleepers, so that no test polls for them.
final class ManualAlarm: Sendable {
  private struct Sleeper {
    let due: Timestamp
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var number = 0
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var observers: [(due: Timestamp, continuation: CheckedContinuation<Void, Never>)] = []
  }

  let clock: TestClock
  private let state = Mutex(State())

  init(_ clock: TestClock) {
    self.clock = clock
  }

  /// When those who sleep want to wake.
  var dues: [Timestamp] { state.withLock { $0.sleepers.values.map(\.due).sorted() } }

  func advance(seconds: Int64) {
    clock.advance(seconds: seconds)
    let woken = state.withLock { state in
      let woken = state.sleepers.filter { $0.value.due <= clock.now }
      for number in woken.keys { state.sleepers[number] = nil }
      return woken.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  func sleep(until due: Timestamp) async {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { fall(asleep: number, until: due, $0) }
    } onCancel: {
      let sleeper = state.withLock { state in
        state.cancelled.insert(number)
        return state.sleepers.removeValue(forKey: number)
      }
      sleeper?.continuation.resume()
    }
  }

  private func fall(asleep number: Int, until due: Timestamp, _ continuation: CheckedContinuation<Void, Never>) {
    let (isAwake, observers) = state.withLock { state in
      let isAwake = state.cancelled.contains(number) || due <= clock.now
      if !isAwake { state.sleepers[number] = Sleeper(due: due, continuation: continuation) }
      let observers = isAwake ? [] : state.observers.filter { $0.due == due }
      if !isAwake { state.observers.removeAll { $0.due == due } }
      return (isAwake, observers)
    }
    if isAwake { continuation.resume() }
    for observer in observers { observer.continuation.resume() }
  }

  /// Returns when nothing is waited for, or the task is cancelled.
  func noneSleeps() async {
    while !dues.isEmpty, !Task.isCancelled { await Task.yield() }
  }

  /// Returns when a sleeper waits for so long.
  func slept(seconds: Int64) async {
    let due = clock.now.adding(seconds: seconds)
    await withCheckedContinuation { continuation in
      let isAsleep = state.withLock { state in
        let isAsleep = state.sleepers.values.contains { $0.due == due }
        if !isAsleep { state.observers.append((due, continuation)) }
        return isAsleep
      }
      if isAsleep { continuation.resume() }
    }
  }
}
