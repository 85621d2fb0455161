extension AssetTable {
  /// Chains and tokens as the service's own configuration has them; the confirmations are those of its order service.
  package static let builtIn = AssetTable(chains: testChains + mainChains, source: .builtIn, isComplete: false)

  /// The test networks as a sandbox has them. Its documented dialect has DAI where the documentation lists it, a token
  /// that no real test network has.
  package static func sandbox(_ dialect: APIDialect) -> AssetTable {
    let chains = testChains.map { chain in
      let hasDAI = dialect != .published && ["ethereum-sepolia", "polygon-amoy"].contains(chain.id)
      return hasDAI ? chain.adding(.sandboxDAI) : chain
    }
    return AssetTable(chains: chains, source: .builtIn, isComplete: true)
  }

  private static let testChains = [
    Chain(
      "ethereum-sepolia", "Ethereum Sepolia Testnet", .test, .evm, confirmations: 3,
      Explorer("https://sepolia.etherscan.io"),
      [
        .usdc("0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"), .usdt("0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0"),
        .pyusd("0xCaC524BcA292aaade2DF8A05cC58F0a65B1B3bB9"),
      ]),
    Chain(
      "polygon-amoy", "Polygon Amoy Testnet", .test, .evm, confirmations: 10,
      Explorer("https://amoy.polygonscan.com"), [.usdc("0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582")]),
    Chain(
      "arbitrum-sepolia", "Arbitrum Sepolia Testnet", .test, .evm, confirmations: 3,
      Explorer("https://sepolia.arbiscan.io"), [.usdc("0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d")]),
    Chain(
      "xlayer-testnet", "X Layer Testnet", .test, .evm, confirmations: 3,
      Explorer("https://www.oklink.com/xlayer-test"), [.usdc("0xcb8bf24c6ce16ad21d707c9505421a17f2bec79d")]),
    Chain(
      "tron-nile", "Tron Nile Testnet", .test, .tron, confirmations: 3,
      Explorer(tronscan: "https://nile.tronscan.org"), [.usdt("TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf")]),
    Chain(
      "solana-devnet", "Solana Devnet", .test, .solana, confirmations: 1,
      Explorer("https://explorer.solana.com", suffix: "?cluster=devnet"),
      [
        .usdc("4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
        .pyusd("CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM"),
      ]),
  ]

  private static let mainChains = [
    Chain(
      "ethereum-mainnet", "Ethereum Mainnet", .main, .evm, confirmations: 12, Explorer("https://etherscan.io"),
      [
        .usdc("0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"), .usdt("0xdAC17F958D2ee523a2206206994597C13D831ec7"),
        .dai("0x6B175474E89094C44Da98b954EedeAC495271d0F"), .pyusd("0x6c3ea9036406852006290770BEdFcAbA0e23A0e8"),
      ]),
    Chain(
      "polygon-mainnet", "Polygon Mainnet", .main, .evm, confirmations: 128, Explorer("https://polygonscan.com"),
      [
        .usdc("0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"), .usdt("0xc2132D05D31c914a87C6611C10748AEb04B58e8F"),
        .dai("0x8f3Cf7ad23Cd3CaDbD9735AFf958023239c6A063"),
      ]),
    Chain(
      "arbitrum-mainnet", "Arbitrum One", .main, .evm, confirmations: 64, Explorer("https://arbiscan.io"),
      [
        .usdc("0xaf88d065e77c8cC2239327C5EDb3A432268e5831"), .usdt("0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9"),
        .dai("0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1"),
      ]),
    Chain(
      "xlayer-mainnet", "X Layer Mainnet", .main, .evm, confirmations: 10,
      Explorer("https://www.oklink.com/xlayer"),
      [.usdc("0x74b7f16337b8972027f6196a17a631ac6de26d22"), .usdt("0x779ded0c9e1022225f8e0630b35a9b54be713736")]),
    Chain(
      "tron-mainnet", "Tron Mainnet", .main, .tron, confirmations: 19, Explorer(tronscan: "https://tronscan.org"),
      [.usdt("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]),
    Chain(
      "solana-mainnet", "Solana Mainnet", .main, .solana, confirmations: 32,
      Explorer("https://explorer.solana.com"),
      [
        .usdc("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
        .pyusd("2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo"),
      ]),
  ]
}

extension Chain {
  fileprivate init(
    _ id: String, _ name: String, _ network: Network, _ addressProtocol: AddressProtocol, confirmations: Int,
    _ explorer: Explorer, _ assets: [Asset]
  ) {
    self.init(
      id: id, name: name, network: network, addressProtocol: addressProtocol, confirmations: confirmations,
      assets: assets, explorer: explorer)
  }
}

extension Chain {
  fileprivate func adding(_ asset: Asset) -> Chain {
    Chain(
      id: id, name: name, network: network, addressProtocol: addressProtocol, confirmations: confirmations,
      assets: assets + [asset], explorer: explorer)
  }
}

extension Asset {
  /// Its amounts have 6 decimals, as all of the sandbox have.
  fileprivate static let sandboxDAI = Asset(
    currency: "DAI", decimals: 6, contract: "0x1800000000000000000000000000000000000018")
  fileprivate static func usdc(_ contract: String) -> Asset { Asset(currency: "USDC", decimals: 6, contract: contract) }
  fileprivate static func usdt(_ contract: String) -> Asset { Asset(currency: "USDT", decimals: 6, contract: contract) }
  fileprivate static func dai(_ contract: String) -> Asset { Asset(currency: "DAI", decimals: 18, contract: contract) }
  fileprivate static func pyusd(_ contract: String) -> Asset {
    Asset(currency: "PYUSD", decimals: 6, contract: contract)
  }
}
