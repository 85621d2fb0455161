/// A test network with its tokens, taken from the service's own test configuration.
package struct Chain: Sendable, Equatable {
  /// A token contract on one chain. Amounts of every token have `decimals` decimal places.
  package struct Token: Sendable, Equatable {
    package let symbol: String
    package let contract: String
    /// Whether only the documentation has it on test networks. The service's published configuration does not.
    package let isOnlyDocumented: Bool

    init(symbol: String, contract: String, isOnlyDocumented: Bool = false) {
      (self.symbol, self.contract, self.isOnlyDocumented) = (symbol, contract, isOnlyDocumented)
    }

    /// The DAI of the test networks that the documentation names, which lists it among the currencies. There is no such
    /// contract, so its address is made up.
    fileprivate static let dai = Token(
      symbol: "DAI", contract: "0x1800000000000000000000000000000000000018", isOnlyDocumented: true)
  }

  /// The number of decimal places of every token on the test networks.
  package static let decimals = 6

  package let id: String
  package let name: String
  package let addressProtocol: AddressProtocol
  /// The number of blocks, including the transfer's own, after which a transfer counts.
  package let requiredConfirmations: Int
  /// The block explorer's base URL.
  package let explorer: String
  /// The chain id by EIP-155; nil outside the EVM family.
  package let number: Int?
  package let tokens: [Token]

  package var symbols: [String] { tokens.map(\.symbol) }

  /// The tokens that the service's published code has here.
  package var publishedTokens: [Token] { tokens.filter { !$0.isOnlyDocumented } }

  package func contract(of symbol: String) -> String? {
    tokens.first { $0.symbol == symbol }?.contract
  }

  package static func find(_ id: String) -> Chain? {
    all.first { $0.id == id }
  }

  package static func all(of addressProtocol: AddressProtocol) -> [Chain] {
    all.filter { $0.addressProtocol == addressProtocol }
  }

  /// Every chain of the sandbox.
  package static let all: [Chain] = [
    Chain(
      id: "ethereum-sepolia", name: "Ethereum Sepolia Testnet", addressProtocol: .evm, requiredConfirmations: 3,
      explorer: "https://sepolia.etherscan.io", number: 11_155_111,
      tokens: [
        Token(symbol: "USDC", contract: "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"),
        Token(symbol: "USDT", contract: "0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0"),
        Token(symbol: "PYUSD", contract: "0xCaC524BcA292aaade2DF8A05cC58F0a65B1B3bB9"),
        .dai,
      ]),
    Chain(
      id: "polygon-amoy", name: "Polygon Amoy Testnet", addressProtocol: .evm, requiredConfirmations: 10,
      explorer: "https://amoy.polygonscan.com", number: 80_002,
      tokens: [Token(symbol: "USDC", contract: "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582"), .dai]),
    Chain(
      id: "arbitrum-sepolia", name: "Arbitrum Sepolia Testnet", addressProtocol: .evm, requiredConfirmations: 3,
      explorer: "https://sepolia.arbiscan.io", number: 421_614,
      tokens: [Token(symbol: "USDC", contract: "0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d")]),
    Chain(
      id: "xlayer-testnet", name: "X Layer Testnet", addressProtocol: .evm, requiredConfirmations: 3,
      explorer: "https://www.oklink.com/xlayer-test", number: 195,
      tokens: [Token(symbol: "USDC", contract: "0xcb8bf24c6ce16ad21d707c9505421a17f2bec79d")]),
    Chain(
      id: "tron-nile", name: "Tron Nile Testnet", addressProtocol: .tron, requiredConfirmations: 3,
      explorer: "https://nile.tronscan.org", number: nil,
      tokens: [Token(symbol: "USDT", contract: "TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf")]),
    Chain(
      id: "solana-devnet", name: "Solana Devnet", addressProtocol: .solana, requiredConfirmations: 1,
      explorer: "https://explorer.solana.com", number: nil,
      tokens: [
        Token(symbol: "USDC", contract: "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
        Token(symbol: "PYUSD", contract: "CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM"),
      ]),
  ]
}

/// A family of chains that share one address format, and therefore one pool of addresses.
package enum AddressProtocol: String, Sendable, CaseIterable {
  case evm
  case tron
  case solana

  /// The families for which deposit addresses exist.
  package static let forDeposits: [AddressProtocol] = [.evm, .tron]
}

/// A token on a chain that has it.
package struct Asset: Sendable, Equatable {
  package let currency: String
  package let chain: Chain

  /// Returns nil if the chain is unknown or does not have the token.
  package init?(currency: String, chainId: String) {
    guard let chain = Chain.find(chainId), chain.symbols.contains(currency) else { return nil }
    self.currency = currency
    self.chain = chain
  }

  /// Returns nil if the service's published code does not have the token on the chain.
  package static func published(currency: String, chainId: String) -> Asset? {
    guard let asset = Asset(currency: currency, chainId: chainId),
      asset.chain.publishedTokens.contains(where: { $0.symbol == currency })
    else { return nil }
    return asset
  }

  /// Every valid pair, for error messages: `USDC on ethereum-sepolia, …`.
  package static var listing: String {
    Chain.all.flatMap { chain in chain.symbols.map { "\($0) on \(chain.id)" } }.joined(separator: ", ")
  }
}
