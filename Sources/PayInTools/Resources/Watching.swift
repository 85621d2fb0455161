import PayIn
import Synchronization

/// Changes of a thing, for who has subscribed to it.
enum Watching {
  /// Between two looks, at most. Nobody sits and waits, and a client may subscribe to much.
  private static let ceiling = Duration.seconds(15)

  /// One element for each change after the first look. Several that nobody has taken yet are one.
  static func changes<Value: WatchTarget>(
    of key: String, _ hub: WatchRegistry<Value>, _ poll: @escaping WatchRegistry<Value>.Poll
  ) -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
      let cursor = Cursor()
      let ticket = hub.join(key, ceiling: ceiling, poll: poll) { look in
        guard let seen = try? look.get() else { return }
        if cursor.moves(to: seen.cursor) { stream.yield() }
      }
      stream.onTermination = { _ in hub.leave(ticket) }
    }
  }

  private final class Cursor: Sendable {
    private let last = Mutex<String?>(nil)

    /// Whether it stood somewhere else before.
    func moves(to cursor: String) -> Bool {
      last.withLock { last in
        defer { last = cursor }
        return last.map { $0 != cursor } ?? false
      }
    }
  }
}
