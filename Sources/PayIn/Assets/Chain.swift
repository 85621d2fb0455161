/// A chain of blocks and the tokens on it that can be paid with.
package struct Chain: Sendable, Equatable {
  package enum Network: String, Sendable {
    /// Its tokens have no value.
    case test = "testnet"
    case main = "mainnet"
  }

  /// As the API names it.
  package let id: String
  package let name: String?
  package let network: Network?
  package let addressProtocol: AddressProtocol?
  /// Blocks, the transfer's own included, after which a transfer counts.
  package let confirmations: Int?
  package let assets: [Asset]
  let explorer: Explorer?

  func asset(_ currency: String) -> Asset? {
    assets.first { $0.currency.utf8.elementsEqual(currency.utf8) }
  }
}
