/// How a payer gets a payment right or wrong.
package enum PaymentKind: String, Sendable, CaseIterable {
  /// What is missing.
  case exact
  /// Half of it.
  case partial
  /// A tenth more.
  case over
  /// Another token on the order's chain.
  case wrongToken = "wrong_token"
  /// On another chain of the same addresses.
  case wrongChain = "wrong_chain"
  /// After the order has expired.
  case late

  /// To the millionth: a half is rounded down, a tenth up.
  package func amount(missing: TokenAmount) -> TokenAmount {
    switch self {
    case .exact, .wrongToken, .wrongChain, .late: missing
    case .partial: TokenAmount(millionths: missing.millionths / 2)
    case .over: missing + TokenAmount(millionths: (missing.millionths + 9) / 10)
    }
  }

  /// What is sent for an order in `own`. Nil if there is no such asset.
  package func asset(for own: Asset) -> Asset? {
    switch self {
    case .exact, .partial, .over, .late: own
    case .wrongToken:
      own.chain.symbols.first { $0 != own.currency }.flatMap { Asset(currency: $0, chainId: own.chain.id) }
    case .wrongChain: Self.elsewhere(own)
    }
  }

  /// The same token where another chain has it.
  private static func elsewhere(_ own: Asset) -> Asset? {
    let others = Chain.all(of: own.chain.addressProtocol).filter { $0.id != own.chain.id }
    let same = others.lazy.compactMap { Asset(currency: own.currency, chainId: $0.id) }.first
    return same ?? others.first.flatMap { Asset(currency: $0.tokens[0].symbol, chainId: $0.id) }
  }

  /// Whether a payment is of this kind that the payer has described further.
  package func admits(_ amount: TokenAmount, missing: TokenAmount) -> Bool {
    switch self {
    case .partial: amount < missing
    case .over: amount > missing
    case .exact, .wrongToken, .wrongChain, .late: true
    }
  }

  package func admits(_ asset: Asset, for own: Asset) -> Bool {
    switch self {
    case .wrongToken: asset.chain == own.chain && asset.currency != own.currency
    case .wrongChain: asset.chain != own.chain
    case .exact, .partial, .over, .late: true
    }
  }
}
