import PayIn
import Synchronization

/// What calls and subscriptions of this process wait for together.
struct Watches: Sendable {
  let orders: WatchRegistry<OrderProgress>
  let deposits: WatchRegistry<DepositProgress>

  init(_ time: TimeSource) {
    orders = WatchRegistry(time)
    deposits = WatchRegistry(time)
  }

  /// After a control of the sandbox was used, which may have paid or ended anything. Other writes change nothing that is
  /// waited for, and a look at everything for each of them would use up what the API allows in a minute.
  func pollNow() {
    orders.pollNow()
    deposits.pollNow()
  }
}

extension ToolContext {
  func orderPoll(_ id: String) -> WatchRegistry<OrderProgress>.Poll {
    { last throws(PayInError) in try await client(for: .order).orderProgress(id, last: last) }
  }

  func depositPoll(_ reference: String) -> WatchRegistry<DepositProgress>.Poll {
    { last throws(PayInError) in
      try await client(for: .depositReference).depositProgress(reference, last: last)
    }
  }
}

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
