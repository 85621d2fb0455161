import Testing

@testable import PayIn

@Suite struct AssetSpellingTests {
  private static let table = AssetTable.builtIn.restricted(to: .test, isComplete: true)

  @Test(arguments: [
    ("usdt", "tron-nile", "USDT", "tron-nile"), ("Usdc", "POLYGON-AMOY", "USDC", "polygon-amoy"),
    ("pyusd", "Ethereum Sepolia", "PYUSD", "ethereum-sepolia"),
    ("USDC", "X Layer Testnet", "USDC", "xlayer-testnet"), ("usdc", "solana devnet", "USDC", "solana-devnet"),
    // Neither a common name nor a near one is read as a chain, and a token of other chains stays what it is.
    ("USDT", "polygon", "USDT", "polygon"), ("USDT", "TRON", "USDT", "TRON"),
    ("USDC", "polygon-amo", "USDC", "polygon-amo"),
    ("usdt", "polygon-amoy", "usdt", "polygon-amoy"), ("usdc", "", "usdc", ""), ("usdc", "波场", "usdc", "波场"),
    ("USDC", "polygon-amoyé", "USDC", "polygon-amoyé"), ("USDC", "ethereum-mainnet", "USDC", "ethereum-mainnet"),
  ])
  func onlyAUniqueMatchIsRead(_ currency: String, _ chain: String, _ token: String, _ id: String) {
    let spelled = Self.table.spelled(.pair(currency: currency, chainID: chain, amount: nil))
    #expect(spelled == .pair(currency: token, chainID: id, amount: nil))
  }

  @Test func filterByTokenAloneIsReadByAllChains() {
    #expect(
      Self.table.spelled(.filter(currency: "pyusd", chainID: nil)) == .filter(currency: "PYUSD", chainID: nil))
    #expect(Self.table.spelled(.filter(currency: "dai", chainID: nil)) == .filter(currency: "dai", chainID: nil))
  }

  /// A host that has a token in two spellings means both.
  @Test func tokenInTwoSpellingsIsNotRead() {
    let assets = ["USDX", "usdx"].map { Asset(currency: $0, decimals: nil, contract: nil) }
    let chain = Chain(
      id: "new", name: nil, network: nil, addressProtocol: nil, confirmations: nil, assets: assets, explorer: nil)
    let table = AssetTable(chains: [chain], source: .live, isComplete: true)
    for text in ["USDX", "usdx", "UsdX"] {
      let choice = AssetChoice.pair(currency: text, chainID: "new", amount: nil)
      #expect(table.spelled(choice) == choice)
    }
  }
}
