import JSONRPC
import Threads

/// The wait for one answer of a client.
final class PendingAnswer: Sendable {
  enum Ending: Sendable, Equatable {
    case response(Message.Response)
    /// It took too long, or the call was cancelled.
    case timedOut
    /// No answer can come any more.
    case ended
  }

  private let promise = Promise<Ending>()

  /// Awaited at most once. The task's cancellation and the time end it as well.
  func wait(atMost limit: Duration) async -> Ending {
    let timer = Task.start { [promise] in
      await Task.pause(for: limit)
      promise.settle(.timedOut)
    }
    defer { timer.cancel() }
    return await promise.wait(orIfCancelled: .timedOut)
  }

  func settle(_ ending: Ending) {
    promise.settle(ending)
  }
}
