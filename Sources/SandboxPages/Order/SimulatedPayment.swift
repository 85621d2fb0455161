import SandboxAPI
import SandboxModel

/// The payments that the buttons of a page make: the kinds that need no move of the clock.
enum SimulatedPayment: String, CaseIterable {
  case exact
  case partial
  case over
  case wrongToken = "wrong_token"
  case wrongChain = "wrong_chain"

  var kind: PaymentKind {
    switch self {
    case .exact: .exact
    case .partial: .partial
    case .over: .over
    case .wrongToken: .wrongToken
    case .wrongChain: .wrongChain
    }
  }
}

extension SimulatedPayment {
  /// The payments that are possible for an order, in the order of the buttons.
  static func offered(for order: Order, _ state: OrderPageState) -> [SimulatedPayment] {
    state.phase.isFinal ? [] : allCases.filter { $0.transfer(to: order, state) != nil }
  }

  /// The asset and amount of the payment; nil if there is none: one millionth has no half, and some chains have only
  /// one token, or share their addresses with no other chain.
  func transfer(to order: Order, _ state: OrderPageState) -> (asset: Asset, amount: TokenAmount)? {
    let amount = kind.amount(missing: state.missing)
    guard amount > .zero, let own = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    return kind.asset(for: own).map { ($0, amount) }
  }
}
