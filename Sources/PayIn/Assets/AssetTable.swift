/// Which tokens can be paid with on which chains.
package struct AssetTable: Sendable, Equatable {
  package enum Source: String, Sendable {
    /// The API's own lists.
    case live
    /// What this version was built with.
    case builtIn = "built_in"
  }

  package let chains: [Chain]
  package let source: Source
  /// Whether a chain or a token that is missing here does not exist where the calls go.
  package let isComplete: Bool

  package subscript(chainID: String) -> Chain? {
    chains.first { $0.id.utf8.elementsEqual(chainID.utf8) }
  }

  /// The chains of one network, or all if it is not known which.
  func restricted(to network: Chain.Network?, isComplete: Bool = false) -> AssetTable {
    let kept = network.map { network in chains.filter { $0.network == network } }
    return AssetTable(chains: kept ?? chains, source: source, isComplete: isComplete)
  }
}
