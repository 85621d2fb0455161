import JSONRPC
import Synchronization
import Threads

/// The wait for one answer: settled once, by whoever comes first.
final class PendingAnswer: Sendable {
  enum Ending: Sendable, Equatable {
    case response(Message.Response)
    /// It took too long, or the call was cancelled.
    case givenUp
    /// No answer can come any more.
    case ended
  }

  private struct State {
    var ending: Ending?
    var continuation: CheckedContinuation<Ending, Never>?
  }

  private let state = Mutex(State())

  /// Awaited at most once. The task's cancellation and the time end it as well.
  func wait(atMost limit: Duration) async -> Ending {
    let timer = Task.start { [self] in
      await Task.pause(for: limit)
      settle(.givenUp)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ending = state.withLock { state in
          if state.ending == nil { state.continuation = continuation }
          return state.ending
        }
        if let ending { continuation.resume(returning: ending) }
      }
    } onCancel: {
      settle(.givenUp)
    }
  }

  func settle(_ ending: Ending) {
    let continuation: CheckedContinuation<Ending, Never>? = state.withLock { state in
      guard state.ending == nil else { return nil }
      state.ending = ending
      return state.continuation.take()
    }
    continuation?.resume(returning: ending)
  }
}
