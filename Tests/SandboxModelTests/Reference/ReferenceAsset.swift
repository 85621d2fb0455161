/// The pairs of token and chain that the test networks have, and after how many blocks a transfer there counts.
struct ReferenceAsset: Equatable {
  let currency: String
  let chainId: String
  let family: String
  let confirmations: Int

  static let families = ["evm", "tron", "solana"]

  static let all = [
    ReferenceAsset(currency: "USDC", chainId: "ethereum-sepolia", family: "evm", confirmations: 3),
    ReferenceAsset(currency: "USDT", chainId: "ethereum-sepolia", family: "evm", confirmations: 3),
    ReferenceAsset(currency: "PYUSD", chainId: "ethereum-sepolia", family: "evm", confirmations: 3),
    ReferenceAsset(currency: "USDC", chainId: "polygon-amoy", family: "evm", confirmations: 10),
    ReferenceAsset(currency: "USDC", chainId: "arbitrum-sepolia", family: "evm", confirmations: 3),
    ReferenceAsset(currency: "USDC", chainId: "xlayer-testnet", family: "evm", confirmations: 3),
    ReferenceAsset(currency: "USDT", chainId: "tron-nile", family: "tron", confirmations: 3),
    ReferenceAsset(currency: "USDC", chainId: "solana-devnet", family: "solana", confirmations: 1),
    ReferenceAsset(currency: "PYUSD", chainId: "solana-devnet", family: "solana", confirmations: 1),
  ]
}
