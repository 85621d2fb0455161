/// What speaks against a choice of token and chain.
package struct AssetFinding: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The chain belongs to one network and the host to the other.
    case networkMismatch(chain: Chain.Network)
    /// The chain is of the main network, and nobody has said that the host is.
    case networkUndeclared
    case chainUnknown
    /// No chain has the family of addresses.
    case familyUnused
    case tokenUnknown
    /// The token exists, but not on this chain.
    case tokenNotOnChain
    case tooManyDecimals(most: Int)
  }

  package let kind: Kind
  /// The argument at fault, as a path of names and indices with slashes between.
  package let field: String
  /// Whether the call would certainly fail, or move what nobody meant to.
  package let isCertain: Bool
  /// Ids of chains or names of tokens that may be meant instead; never text of the caller.
  package let alternatives: [String]

  var isNetworkMismatch: Bool {
    switch kind {
    case .networkMismatch, .networkUndeclared: true
    default: false
    }
  }
}
