/// A test network and the tokens that exist on it, as the service's own test configuration has them.
package struct Chain: Sendable, Equatable {
  package let id: String
  package let addressProtocol: AddressProtocol
  /// Blocks, the transfer's own included, after which a transfer counts.
  package let requiredConfirmations: Int
  package let tokens: [String]

  package static let all: [Chain] = [
    Chain(
      id: "ethereum-sepolia", addressProtocol: .evm, requiredConfirmations: 3, tokens: ["USDC", "USDT", "PYUSD"]),
    Chain(id: "polygon-amoy", addressProtocol: .evm, requiredConfirmations: 10, tokens: ["USDC"]),
    Chain(id: "arbitrum-sepolia", addressProtocol: .evm, requiredConfirmations: 3, tokens: ["USDC"]),
    Chain(id: "xlayer-testnet", addressProtocol: .evm, requiredConfirmations: 3, tokens: ["USDC"]),
    Chain(id: "tron-nile", addressProtocol: .tron, requiredConfirmations: 3, tokens: ["USDT"]),
    Chain(id: "solana-devnet", addressProtocol: .solana, requiredConfirmations: 1, tokens: ["USDC", "PYUSD"]),
  ]

  package static func of(_ addressProtocol: AddressProtocol) -> [Chain] {
    all.filter { $0.addressProtocol == addressProtocol }
  }
}

/// A family of chains that share one address format, and so one pool of addresses.
package enum AddressProtocol: String, Sendable, CaseIterable {
  case evm
  case tron
  case solana

  /// Deposit addresses exist for these only.
  package static let forDeposits: [AddressProtocol] = [.evm, .tron]
}

/// A token on a chain that has it.
package struct Asset: Sendable, Equatable {
  package let currency: String
  package let chain: Chain

  /// Nil if there is no such token on such a chain.
  package init?(currency: String, chainId: String) {
    guard let chain = Chain.all.first(where: { $0.id == chainId }), chain.tokens.contains(currency) else { return nil }
    self.currency = currency
    self.chain = chain
  }

  /// Every pair, for messages: `USDC on ethereum-sepolia, …`.
  package static var listing: String {
    Chain.all.flatMap { chain in chain.tokens.map { "\($0) on \(chain.id)" } }.joined(separator: ", ")
  }
}

/// What the service's test configuration says of chains and tokens beyond what the sandbox itself needs.
enum OpenAssets {
  struct Details {
    let name: String
    let explorer: String
    /// By token.
    let contracts: [String: String]
  }

  static func details(of chain: Chain) -> Details? { all[chain.id] }

  static func contract(of token: String, on chainId: String) -> String? {
    all[chainId]?.contracts[token]
  }

  /// Every token of the test networks has as many.
  static let decimals = 6

  private static let all: [String: Details] = [
    "ethereum-sepolia": Details(
      name: "Ethereum Sepolia Testnet", explorer: "https://sepolia.etherscan.io",
      contracts: [
        "USDC": "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238", "USDT": "0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0",
        "PYUSD": "0xCaC524BcA292aaade2DF8A05cC58F0a65B1B3bB9",
      ]),
    "polygon-amoy": Details(
      name: "Polygon Amoy Testnet", explorer: "https://amoy.polygonscan.com",
      contracts: ["USDC": "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582"]),
    "arbitrum-sepolia": Details(
      name: "Arbitrum Sepolia Testnet", explorer: "https://sepolia.arbiscan.io",
      contracts: ["USDC": "0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d"]),
    "xlayer-testnet": Details(
      name: "X Layer Testnet", explorer: "https://www.oklink.com/xlayer-test",
      contracts: ["USDC": "0xcb8bf24c6ce16ad21d707c9505421a17f2bec79d"]),
    "tron-nile": Details(
      name: "Tron Nile Testnet", explorer: "https://nile.tronscan.org",
      contracts: ["USDT": "TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"]),
    "solana-devnet": Details(
      name: "Solana Devnet", explorer: "https://explorer.solana.com",
      contracts: [
        "USDC": "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU", "PYUSD": "CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM",
      ]),
  ]
}
