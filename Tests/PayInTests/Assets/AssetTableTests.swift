import Testing

@testable import PayIn

@Suite struct AssetTableTests {
  /// Id, network, protocol, confirmations and name, from the service's configuration.
  private static let chains = """
    ethereum-sepolia testnet evm 3 Ethereum Sepolia Testnet
    polygon-amoy testnet evm 10 Polygon Amoy Testnet
    arbitrum-sepolia testnet evm 3 Arbitrum Sepolia Testnet
    xlayer-testnet testnet evm 3 X Layer Testnet
    tron-nile testnet tron 3 Tron Nile Testnet
    solana-devnet testnet solana 1 Solana Devnet
    ethereum-mainnet mainnet evm 12 Ethereum Mainnet
    polygon-mainnet mainnet evm 128 Polygon Mainnet
    arbitrum-mainnet mainnet evm 64 Arbitrum One
    xlayer-mainnet mainnet evm 10 X Layer Mainnet
    tron-mainnet mainnet tron 19 Tron Mainnet
    solana-mainnet mainnet solana 32 Solana Mainnet
    """

  /// Token, decimals, chain and contract, from the same place.
  private static let assets = """
    USDC 6 ethereum-sepolia 0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238
    USDT 6 ethereum-sepolia 0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0
    PYUSD 6 ethereum-sepolia 0xCaC524BcA292aaade2DF8A05cC58F0a65B1B3bB9
    USDC 6 polygon-amoy 0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582
    USDC 6 arbitrum-sepolia 0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d
    USDC 6 xlayer-testnet 0xcb8bf24c6ce16ad21d707c9505421a17f2bec79d
    USDT 6 tron-nile TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf
    USDC 6 solana-devnet 4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU
    PYUSD 6 solana-devnet CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM
    USDC 6 ethereum-mainnet 0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48
    USDT 6 ethereum-mainnet 0xdAC17F958D2ee523a2206206994597C13D831ec7
    DAI 18 ethereum-mainnet 0x6B175474E89094C44Da98b954EedeAC495271d0F
    PYUSD 6 ethereum-mainnet 0x6c3ea9036406852006290770BEdFcAbA0e23A0e8
    USDC 6 polygon-mainnet 0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359
    USDT 6 polygon-mainnet 0xc2132D05D31c914a87C6611C10748AEb04B58e8F
    DAI 18 polygon-mainnet 0x8f3Cf7ad23Cd3CaDbD9735AFf958023239c6A063
    USDC 6 arbitrum-mainnet 0xaf88d065e77c8cC2239327C5EDb3A432268e5831
    USDT 6 arbitrum-mainnet 0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9
    DAI 18 arbitrum-mainnet 0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1
    USDC 6 xlayer-mainnet 0x74b7f16337b8972027f6196a17a631ac6de26d22
    USDT 6 xlayer-mainnet 0x779ded0c9e1022225f8e0630b35a9b54be713736
    USDT 6 tron-mainnet TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t
    USDC 6 solana-mainnet EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v
    PYUSD 6 solana-mainnet 2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo
    """

  @Test func builtInChainsAreThoseOfTheService() {
    let lines = AssetTable.builtIn.chains.map { chain in
      let parts = [
        chain.id, chain.network?.rawValue, chain.addressProtocol?.rawValue, chain.confirmations.map(String.init),
        chain.name,
      ]
      return parts.map { $0 ?? "-" }.joined(separator: " ")
    }
    #expect(lines.joined(separator: "\n") == Self.chains)
  }

  @Test func builtInTokensAreThoseOfTheService() {
    let lines = AssetTable.builtIn.chains.flatMap { chain in
      chain.assets.map { "\($0.currency) \($0.decimals ?? -1) \(chain.id) \($0.contract ?? "-")" }
    }
    #expect(lines.joined(separator: "\n") == Self.assets)
  }

  @Test func contractsHaveTheFormOfTheirChain() {
    for chain in AssetTable.builtIn.chains {
      #expect(chain.assets.allSatisfy { chain.addressProtocol?.isAddress($0.contract ?? "") == true }, "\(chain.id)")
    }
  }

  @Test func tableOfAnUnknownNetworkHasBoth() {
    #expect(AssetTable.builtIn.restricted(to: nil) == .builtIn)
    #expect(AssetTable.builtIn.restricted(to: .main).chains.map(\.network) == Array(repeating: .main, count: 6))
  }

  @Test(arguments: [
    ("ethereum-sepolia", ["ethereum-sepolia"]), ("Ethereum Sepolia", ["ethereum-sepolia"]),
    ("ETHEREUM_SEPOLIA", ["ethereum-sepolia"]), ("ethereum", ["ethereum-sepolia"]), ("eth", ["ethereum-sepolia"]),
    ("sepolia", ["ethereum-sepolia"]), ("ERC-20", ["ethereum-sepolia"]), ("11155111", ["ethereum-sepolia"]),
    ("eip155:11155111", ["ethereum-sepolia"]), ("polygon", ["polygon-amoy"]), ("MATIC", ["polygon-amoy"]),
    ("amoy", ["polygon-amoy"]), ("80002", ["polygon-amoy"]), ("arbitrum sepolia", ["arbitrum-sepolia"]),
    ("arb", ["arbitrum-sepolia"]), ("X Layer", ["xlayer-testnet"]), ("tron", ["tron-nile"]), ("trc20", ["tron-nile"]),
    ("TRC-20", ["tron-nile"]), ("nile", ["tron-nile"]), ("sol", ["solana-devnet"]), ("devnet", ["solana-devnet"]),
    ("etherum-sepolia", ["ethereum-sepolia"]), ("polygn-amoy", ["polygon-amoy"]), ("etherium", ["ethereum-sepolia"]),
    ("ton", []), ("bsc", []), ("base", []), ("194", []), ("", []), ("金", []), ("--", []),
    (String(repeating: "ethereum", count: 100), []),
  ])
  func chainIsFoundByWhatPeopleCallIt(_ text: String, _ expected: [String]) {
    #expect(AssetTable.builtIn.restricted(to: .test).chains(named: text).map(\.id) == expected)
  }

  @Test func nameSharedByNetworksNamesBoth() {
    #expect(AssetTable.builtIn.chains(named: "trc20").map(\.id) == ["tron-nile", "tron-mainnet"])
    #expect(AssetTable.builtIn.chains(named: "tron-mainnet").map(\.id) == ["tron-mainnet"])
  }
}
