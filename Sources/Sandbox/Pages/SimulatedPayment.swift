/// The payments that the buttons of a page make.
enum SimulatedPayment: String, CaseIterable {
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

  /// To the millionth: a half is rounded down, a tenth up.
  func amount(missing: TokenAmount) -> TokenAmount {
    switch self {
    case .exact, .wrongToken, .wrongChain: missing
    case .partial: TokenAmount(millionths: missing.millionths / 2)
    case .over: missing + TokenAmount(millionths: (missing.millionths + 9) / 10)
    }
  }

  /// What is sent for an order in `own`. Nil if there is no such asset.
  func asset(for own: Asset) -> Asset? {
    switch self {
    case .exact, .partial, .over: own
    case .wrongToken:
      own.chain.tokens.first { $0 != own.currency }.flatMap { Asset(currency: $0, chainId: own.chain.id) }
    case .wrongChain:
      Chain.of(own.chain.addressProtocol).lazy.filter { $0.id != own.chain.id }
        .compactMap { Asset(currency: own.currency, chainId: $0.id) }.first
    }
  }
}
