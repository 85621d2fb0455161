import Synchronization
import Testing

/// Lets six tests run at a time. With hundreds of servers at once each would wait for a processor longer than its client
/// does; with two at a time both processors were idle half of the time, while tests waited for a retry.
struct Waiter: TestTrait, SuiteTrait, TestScoping {
  private struct State {
    var free = 6
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private static let state = Mutex(State())

  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    await Self.take()
    defer { Self.give() }
    try await function()
  }

  private static func take() async {
    await withCheckedContinuation { turn in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(turn)
        return false
      }
      if isFree { turn.resume() }
    }
  }

  private static func give() {
    let next = state.withLock { state in
      if state.waiting.isEmpty { state.free += 1 }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    next?.resume()
  }
}

extension Trait where Self == Waiter {
  static var inTurn: Waiter { Waiter() }
}
