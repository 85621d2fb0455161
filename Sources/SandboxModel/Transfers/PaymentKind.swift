/// The kinds of payments that a payer can make for an order.
package enum PaymentKind: String, Sendable, CaseIterable {
  /// The missing amount.
  case exact
  /// Half of the missing amount.
  case partial
  /// A tenth more than the missing amount.
  case over
  /// A different token on the order's chain.
  case wrongToken = "wrong_token"
  /// A payment on a different chain of the same protocol.
  case wrongChain = "wrong_chain"
  /// A payment after the order has expired.
  case late

  /// The amount to pay. A half is rounded down to the millionth, a tenth up.
  package func amount(missing: TokenAmount) -> TokenAmount {
    switch self {
    case .exact, .wrongToken, .wrongChain, .late: missing
    case .partial: TokenAmount(millionths: missing.millionths / 2)
    case .over: missing + TokenAmount(millionths: (missing.millionths + 9) / 10)
    }
  }

  /// The asset to pay an order in `own` with; nil if there is no such asset.
  package func asset(for own: Asset) -> Asset? {
    switch self {
    case .exact, .partial, .over, .late: own
    case .wrongToken:
      own.chain.symbols.first { $0 != own.currency }.flatMap { Asset(currency: $0, chainId: own.chain.id) }
    case .wrongChain: Self.assetOnOtherChain(own)
    }
  }

  /// An asset on another chain of the same protocol: the same token if possible.
  private static func assetOnOtherChain(_ own: Asset) -> Asset? {
    let others = Chain.all(of: own.chain.addressProtocol).filter { $0.id != own.chain.id }
    let same = others.lazy.compactMap { Asset(currency: own.currency, chainId: $0.id) }.first
    return same ?? others.first.flatMap { Asset(currency: $0.tokens[0].symbol, chainId: $0.id) }
  }

  /// Whether an explicitly given amount fits the kind.
  package func allows(_ amount: TokenAmount, missing: TokenAmount) -> Bool {
    switch self {
    case .partial: amount < missing
    case .over: amount > missing
    case .exact, .wrongToken, .wrongChain, .late: true
    }
  }

  package func allows(_ asset: Asset, for own: Asset) -> Bool {
    switch self {
    case .wrongToken: asset.chain == own.chain && asset.currency != own.currency
    case .wrongChain: asset.chain != own.chain
    case .exact, .partial, .over, .late: true
    }
  }
}
