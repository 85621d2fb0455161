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
