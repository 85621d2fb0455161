import HTTP
import Synchronization

/// What is left to do when a request's transaction is over, and what its answer waits for.
struct Errand: Sendable {
  let run: @Sendable (Courier) async -> HTTPResponse

  /// Where a route leaves one. Its own answer is then not sent.
  final class Slot: Sendable {
    private let content = Mutex<Errand?>(nil)

    var errand: Errand? {
      get { content.withLock { $0 } }
      set { content.withLock { $0 = newValue } }
    }
  }
}
