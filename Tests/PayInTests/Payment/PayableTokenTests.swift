import Testing

@testable import PayIn

@Suite struct PayableTokenTests {
  private static let sepoliaUSDT = "0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0"
  private static let devnetUSDC = "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"

  private static func live(_ currency: String, _ chainID: String, _ contract: String?, decimals: Int? = nil)
    -> AssetTable
  {
    let asset = Asset(currency: currency, decimals: decimals, contract: contract)
    let chain = Chain(
      id: chainID, name: nil, network: nil, addressProtocol: nil, confirmations: nil, assets: [asset], explorer: nil)
    return AssetTable(chains: [chain], source: .live, isComplete: true)
  }

  struct Row: Sendable {
    let currency: String
    let chainID: String
    var live: AssetTable?
    var isPayIns = true
    let expected: PayableToken?

    init(
      _ currency: String, _ chainID: String, live: AssetTable? = nil, isPayIns: Bool = true, _ expected: PayableToken?
    ) {
      (self.currency, self.chainID, self.live) = (currency, chainID, live)
      (self.isPayIns, self.expected) = (isPayIns, expected)
    }
  }

  private static let usdt = PayableToken.erc20(contract: sepoliaUSDT, decimals: 6, chain: 11_155_111)

  private static let rows = [
    Row("USDT", "ethereum-sepolia", usdt),
    Row(
      "DAI", "ethereum-mainnet",
      .erc20(contract: "0x6B175474E89094C44Da98b954EedeAC495271d0F", decimals: 18, chain: 1)),
    Row("USDC", "solana-devnet", .splToken(mint: devnetUSDC, decimals: 6)), Row("USDT", "tron-nile", .tron),
    // What is not certain: the number of the chain, the chain, the token.
    Row("USDC", "xlayer-testnet", nil), Row("USDC", "base-mainnet", nil), Row("ZZZ", "ethereum-sepolia", nil),
    Row("usdt", "ethereum-sepolia", nil), Row("ZZZ", "solana-devnet", nil),
    // A list of the API's own agrees, says nothing, or contradicts.
    Row(
      "USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", sepoliaUSDT.lowercased(), decimals: 6), usdt),
    Row("USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", nil), usdt),
    Row("USDT", "ethereum-sepolia", live: live("DAI", "ethereum-sepolia", nil), usdt),
    Row("USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", sepoliaUSDT, decimals: 18), nil),
    Row(
      "USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"),
      nil),
    Row("USDC", "solana-devnet", live: live("USDC", "solana-devnet", devnetUSDC.lowercased()), nil),
    // A host that is not PayIn's own must name the contract.
    Row("USDT", "ethereum-sepolia", isPayIns: false, nil), Row("USDT", "tron-nile", isPayIns: false, nil),
    Row("USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", nil), isPayIns: false, nil),
    Row("USDT", "ethereum-sepolia", live: live("USDT", "ethereum-sepolia", sepoliaUSDT), isPayIns: false, usdt),
    // A coin is listed without a contract; a token of its name has one.
    Row("ETH", "ethereum-mainnet", nil),
    Row("ETH", "ethereum-mainnet", live: live("ETH", "ethereum-mainnet", nil), .evmCoin(chain: 1)),
    Row("ETH", "arbitrum-mainnet", live: live("ETH", "arbitrum-mainnet", nil, decimals: 18), .evmCoin(chain: 42161)),
    Row("ETH", "ethereum-mainnet", live: live("ETH", "ethereum-mainnet", sepoliaUSDT), nil),
    Row("ETH", "ethereum-mainnet", live: live("ETH", "ethereum-mainnet", nil, decimals: 8), nil),
    Row("ETH", "polygon-mainnet", live: live("ETH", "polygon-mainnet", nil), nil),
  ]

  @Test func onlyWhatIsCertainIsTold() {
    for row in Self.rows {
      let token = PayableToken(row.currency, on: row.chainID, live: row.live, isPayIns: row.isPayIns)
      #expect(token == row.expected, "\(row)")
    }
  }

  /// The numbers stand among the names of the chains as well.
  @Test func numberOfAChainIsOneOfItsNames() {
    let numbered = AssetTable.builtIn.chains.filter { $0.number != nil }
    #expect(numbered.count == 7)
    for chain in numbered { #expect(chain.names.contains("eip155\(chain.number ?? 0)"), "\(chain.id)") }
  }
}
