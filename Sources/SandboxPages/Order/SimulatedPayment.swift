import SandboxAPI
import SandboxModel

/// The payments that the buttons of a page make: those of the control that need nothing moved first.
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
  /// Those that make sense for an order, in the order of the buttons.
  static func offered(for order: Order, _ state: OrderPageState) -> [SimulatedPayment] {
    state.phase.isFinal ? [] : allCases.filter { $0.transfer(to: order, state) != nil }
  }

  /// Nil if there is no such payment: one millionth has no half, and some chains have one token only, or addresses like no
  /// other's.
  func transfer(to order: Order, _ state: OrderPageState) -> (asset: Asset, amount: TokenAmount)? {
    let amount = kind.amount(missing: state.missing)
    guard amount > .zero, let own = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    return kind.asset(for: own).map { ($0, amount) }
  }
}
