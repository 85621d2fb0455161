/// The payments that the buttons of a page make.
enum SimulatedPayment: String, CaseIterable {
  /// All that is missing.
  case exact
  /// Half of what is missing.
  case partial
  /// One token more than what is missing.
  case over
  /// Tokens that do not count.
  case wrongToken = "wrong_token"

  /// Those that make sense for an order, in the order of the buttons.
  static func offered(for order: Order, _ standing: OrderStanding) -> [SimulatedPayment] {
    guard !standing.phase.isFinal, standing.missing > .zero else { return [] }
    return allCases.filter { $0.transfer(to: order, standing) != nil }
  }

  /// Nil if there is no such payment: one millionth has no half, and some families have one token only.
  func transfer(to order: Order, _ standing: OrderStanding) -> (asset: Asset, amount: TokenAmount)? {
    let missing = standing.missing
    guard let own = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    switch self {
    case .exact: return (own, missing)
    case .partial: return missing.millionths < 2 ? nil : (own, TokenAmount(millionths: missing.millionths / 2))
    case .over: return (own, missing + TokenAmount(millionths: 1_000_000))
    case .wrongToken: return Self.foreign(to: own).map { ($0, missing) }
    }
  }

  /// Another token that the same address can get, on the same chain if possible.
  private static func foreign(to own: Asset) -> Asset? {
    let chains = [own.chain] + Chain.of(own.chain.addressProtocol)
    let candidates = chains.flatMap { chain in chain.tokens.map { (chain, $0) } }
    return candidates.first { $0.1 != own.currency }.flatMap { Asset(currency: $0.1, chainId: $0.0.id) }
  }
}
