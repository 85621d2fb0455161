import Synchronization

/// The sleep of one task: ended once, by its time or by the task's cancellation.
final class Nap: Sendable {
  private enum State {
    case notBegun
    case asleep(CheckedContinuation<Void, Never>)
    case over
  }

  private let state = Mutex(State.notBegun)

  func sleep() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if case .over = state { return true }
        state = .asleep(continuation)
        return false
      }
      if isOver { continuation.resume() }
    }
  }

  func end() {
    let continuation: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .over }
      if case .asleep(let continuation) = state { return continuation }
      return nil
    }
    continuation?.resume()
  }
}
