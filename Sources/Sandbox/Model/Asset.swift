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
