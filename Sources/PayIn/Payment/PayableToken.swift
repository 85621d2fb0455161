import JSON

/// What a wallet must be told of a token in order to pay with it.
package enum PayableToken: Sendable, Equatable {
  /// A token by its contract on the chain of that number (EIP-155).
  case erc20(contract: String, decimals: Int, chain: Int)
  /// The coin in which the chain of that number takes its fees. It has 18 decimals on every such chain.
  case evmCoin(chain: Int)
  /// A token by its mint.
  case splToken(mint: String, decimals: Int)
  /// Any token on a chain of Tron: no specification says how to name one.
  case tron

  /// Returns nil unless contract, decimals and the number of the chain are certain: with a wrong one, the money would be
  /// lost. They are certain if the built-in table has them and the API's own list does not contradict.
  ///
  /// - Parameters:
  ///   - live: the API's own list, or nil if it was not read.
  ///   - isPayIns: whether the built-in table describes the host. Any other host must list the token itself.
  init?(_ currency: String, on chainID: String, live: AssetTable?, isPayIns: Bool) {
    guard let chain = AssetTable.builtIn[chainID] else { return nil }
    let listed = live?[chainID]?.asset(currency)
    guard isPayIns || listed != nil else { return nil }
    switch (chain.addressProtocol, chain.asset(currency)) {
    case (.tron, _): self = .tron
    case (.evm, let asset?):
      guard let number = chain.number, let contract = asset.contract, let decimals = asset.decimals,
        asset.isConfirmed(by: listed, isPayIns, ignoringCase: true)
      else { return nil }
      self = .erc20(contract: contract, decimals: decimals, chain: number)
    case (.evm, nil):
      guard let number = chain.number, let listed, listed.isCoin(of: chain) else { return nil }
      self = .evmCoin(chain: number)
    case (.solana, let asset?):
      guard let mint = asset.contract, let decimals = asset.decimals,
        asset.isConfirmed(by: listed, isPayIns, ignoringCase: false)
      else { return nil }
      self = .splToken(mint: mint, decimals: decimals)
    default: return nil
    }
  }

  /// The family of the addresses that are paid.
  var family: AddressProtocol {
    switch self {
    case .erc20, .evmCoin: .evm
    case .splToken: .solana
    case .tron: .tron
    }
  }
}

extension Asset {
  /// Whether the list of an API agrees with this asset, as far as it says anything.
  ///
  /// - Parameter isPayIns: whether silence is consent.
  fileprivate func isConfirmed(by listed: Asset?, _ isPayIns: Bool, ignoringCase: Bool) -> Bool {
    guard isPayIns || listed?.contract != nil else { return false }
    if let other = listed?.decimals, other != decimals { return false }
    guard let other = listed?.contract, let contract else { return true }
    return ignoringCase ? other.lowercased() == contract.lowercased() : other.hasSameBytes(as: contract)
  }

  /// Whether this is the coin of the chain, listed as the API lists a coin: without a contract.
  fileprivate func isCoin(of chain: Chain) -> Bool {
    contract == nil && decimals ?? 18 == 18 && Chain.coins[chain.ecosystem] == currency
  }
}

extension Chain {
  /// The coins in which fees are paid, by ecosystem.
  fileprivate static let coins = ["ethereum": "ETH", "arbitrum": "ETH", "polygon": "POL", "xlayer": "OKB"]

  /// The number by which wallets know the chain (EIP-155). X Layer's test network is left out: it was started anew under
  /// another number, and which one an API means is not known.
  var number: Int? { Self.numbers[id] }

  private static let numbers = [
    "ethereum-sepolia": 11_155_111, "polygon-amoy": 80_002, "arbitrum-sepolia": 421_614, "ethereum-mainnet": 1,
    "polygon-mainnet": 137, "arbitrum-mainnet": 42_161, "xlayer-mainnet": 196,
  ]
}
