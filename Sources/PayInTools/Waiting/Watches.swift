import PayIn

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
