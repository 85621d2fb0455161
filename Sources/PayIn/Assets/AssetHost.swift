/// Which network the calls go to, as far as anybody has said.
package struct AssetHost: Sendable, Equatable {
  /// Nil for a host that is not PayIn's own and that the operator has declared nothing of.
  let network: Chain.Network?

  init(network: Chain.Network?) {
    self.network = network
  }

  package init(_ configuration: Configuration) {
    self.init(network: configuration.mode.network)
  }

  /// Whether payments on a chain of this network may be asked for there. On a host that nobody has declared a chain of
  /// the main network may not: it would move real money without a switch and without a question.
  func allows(_ network: Chain.Network) -> Bool {
    (self.network ?? .test) == network
  }
}

extension Mode {
  /// Nil if nobody said.
  var network: Chain.Network? {
    switch self {
    case .sandbox, .testnet: .test
    case .mainnet: .main
    case .custom: nil
    }
  }
}
