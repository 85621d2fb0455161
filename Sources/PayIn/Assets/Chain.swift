/// A chain of blocks and the tokens on it that can be paid with.
package struct Chain: Sendable, Equatable {
  package enum Network: String, Sendable {
    /// Its tokens have no value.
    case test = "testnet"
    case main = "mainnet"

    /// The main network if the id of a chain says so: it has the word `mainnet`, as `base-mainnet` has, or it is another
    /// name of a known chain of that network alone, as `eip155:1` is. Nil otherwise: an id proves no test network.
    init?(namedBy chainID: String) {
      let words = chainID.lowercased().split { !$0.isLetter && !$0.isNumber }
      let folded = Chain.fold(chainID)
      let known = folded.isEmpty ? [] : AssetTable.builtIn.chains.filter { $0.names.contains(folded) }
      guard words.contains("mainnet") || !known.isEmpty && known.allSatisfy({ $0.network == .main }) else { return nil }
      self = .main
    }
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
