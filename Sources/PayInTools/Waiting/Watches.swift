import PayIn

/// What calls and subscriptions of this process wait for together.
struct Watches: Sendable {
  let orders: WatchHub<OrderProgress>
  let deposits: WatchHub<DepositProgress>

  init(_ time: TimeSource) {
    orders = WatchHub(time)
    deposits = WatchHub(time)
  }

  /// After a control of the sandbox was used, which may have paid or ended anything. Other writes change nothing that is
  /// waited for, and a look at everything for each of them would use up what the API allows in a minute.
  func hurry() {
    orders.hurry()
    deposits.hurry()
  }
}

extension ToolContext {
  func orderPoll(_ id: String) -> WatchHub<OrderProgress>.Poll {
    { last throws(PayInError) in try await client(for: .order).orderProgress(id, last: last) }
  }

  func depositPoll(_ reference: String) -> WatchHub<DepositProgress>.Poll {
    { last throws(PayInError) in
      try await client(for: .depositReference).depositProgress(reference, last: last)
    }
  }
}
