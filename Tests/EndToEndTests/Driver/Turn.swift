import Synchronization
import Testing

/// Lets two tests run at a time: more servers at once than the machine has processors would only keep each other
/// waiting, and their clients with them.
struct Waiter: TestTrait, SuiteTrait, TestScoping {
  private struct State {
    var free = 2
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
