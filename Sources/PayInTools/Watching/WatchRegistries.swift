import PayIn
import Synchronization

/// The watches that the calls and subscriptions of this process share.
struct WatchRegistries: Sendable {
  let orders: WatchRegistry<OrderProgress>
  let deposits: WatchRegistry<DepositProgress>

  init(_ time: TimeSource) {
    orders = WatchRegistry(time)
    deposits = WatchRegistry(time)
  }

  /// Polls everything that is watched, after a control of the sandbox was used: it may have paid or ended anything. Other
  /// writes change nothing that is watched, and a poll for each of them would use up what the API allows in a minute.
  func pollNow() {
    orders.pollNow()
    deposits.pollNow()
  }
}

extension ToolContext {
  func orderPoll(_ id: String) -> WatchRegistry<OrderProgress>.Poll {
    { [self] last throws(PayInError) in try await client(for: .order).orderProgress(id, last: last) }
  }

  /// Polls an order whose id is to be found first, once.
  func orderPoll(_ key: OrderKey) -> WatchRegistry<OrderProgress>.Poll {
    let found = FoundID()
    return { [self] last throws(PayInError) in
      let client = try await client(for: .order)
      let known = found.id
      let id = if let known { known } else { try await client.orderID(of: key) }
      found.id = id
      return try await client.orderProgress(id, last: last)
    }
  }

  func depositPoll(_ reference: String) -> WatchRegistry<DepositProgress>.Poll {
    { [self] last throws(PayInError) in
      try await client(for: .depositReference).depositProgress(reference, last: last)
    }
  }
}

extension WatchRegistry {
  /// The longest time between two polls for a subscription. No person waits for it, and a client may subscribe to much.
  private static var subscriptionInterval: PollCeiling { .seconds(15) }

  /// One element for each change after the first poll. Changes that the subscriber has not taken yet become one.
  func changes(of key: String, poll: @escaping Poll) -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
      let cursor = LastCursor()
      let ticket = join(key, ceiling: Self.subscriptionInterval, poll: poll) { result in
        guard let value = try? result.get() else { return }
        if cursor.changes(to: value.cursor) { stream.yield() }
      }
      stream.onTermination = { _ in self.leave(ticket) }
    }
  }
}

private final class FoundID: Sendable {
  private let value = Mutex<String?>(nil)

  var id: String? {
    get { value.withLock(\.self) }
    set { value.withLock { $0 = newValue } }
  }
}

private final class LastCursor: Sendable {
  private let last = Mutex<String?>(nil)

  /// Whether there was another cursor before.
  func changes(to cursor: String) -> Bool {
    last.withLock { last in
      defer { last = cursor }
      return last.map { $0 != cursor } ?? false
    }
  }
}
