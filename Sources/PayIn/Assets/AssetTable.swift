import Formats
import JSON

/// The tokens that can be paid with on each chain.
package struct AssetTable: Sendable, Equatable {
  package enum Source: String, Sendable {
    /// The API's own lists.
    case live
    /// The table that this version was built with.
    case builtIn = "built_in"
  }

  package let chains: [Chain]
  package let source: Source
  /// Whether a chain or token that is missing here does not exist at the host.
  package let isComplete: Bool

  package subscript(chainID: String) -> Chain? {
    chains.indices.first { chains[$0].id.hasSameBytes(as: chainID) }.map { chains[$0] }
  }

  /// The chains of one network, or all if it is not known which.
  func restricted(to network: Chain.Network?, isComplete: Bool = false) -> AssetTable {
    let kept = network.map { network in chains.filter { $0.network == network } }
    return AssetTable(chains: kept ?? chains, source: source, isComplete: isComplete)
  }
}

extension AssetTable {
  /// The most bytes of a name that is compared: names come from outside, and the comparison is quadratic.
  private static let longestName = 64

  /// The chains that a text names by its id or by what people call it; failing that, those whose id or name is nearest
  /// in spelling. Empty if none is near.
  package func chains(named text: String) -> [Chain] {
    if let exact = self[text] { return [exact] }
    let folded = Chain.fold(text)
    guard !folded.isEmpty, text.utf8.count <= Self.longestName else { return [] }
    let known = chains.filter { $0.names.contains(folded) }
    return known.isEmpty ? nearest(to: folded) : known
  }

  /// A chain of another network counts as its counterpart here: `ethereum-mainnet` as `ethereum-sepolia`.
  func counterparts(of chain: Chain) -> [Chain] {
    chains.filter { $0.ecosystem == chain.ecosystem }
  }

  /// Neither numbers nor short names: `ton` is not `tron`.
  private func nearest(to folded: String) -> [Chain] {
    guard folded.utf8.count >= 5 else { return [] }
    let ranked = chains.map { (chain: $0, distance: $0.distance(to: folded)) }
    guard let least = ranked.compactMap(\.distance).min() else { return [] }
    return ranked.filter { $0.distance == least }.map(\.chain)
  }
}

extension Chain {
  /// The edit distance to the text, or nil if more than a third of the letters differ.
  fileprivate func distance(to folded: String) -> Int? {
    let distances = [id, name ?? id, ecosystem].map(Self.fold).map { known in
      (letters: EditDistance.between(folded.utf8, known.utf8), most: max(folded.utf8.count, known.utf8.count) / 3)
    }
    return distances.filter { $0.letters <= $0.most }.map(\.letters).min()
  }
}
