extension SimulatedPayment {
  /// Those that make sense for an order, in the order of the buttons.
  static func offered(for order: Order, _ standing: OrderStanding) -> [SimulatedPayment] {
    standing.phase.isFinal ? [] : allCases.filter { $0.transfer(to: order, standing) != nil }
  }

  /// Nil if there is no such payment: one millionth has no half, and some chains have one token only.
  func transfer(to order: Order, _ standing: OrderStanding) -> (asset: Asset, amount: TokenAmount)? {
    let amount = amount(missing: standing.missing)
    guard amount > .zero, let own = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    return asset(for: own).map { ($0, amount) }
  }
}
