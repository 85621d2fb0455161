/// How far what is known of chains holds where the calls go.
package struct AssetHost: Sendable, Equatable {
  enum Trust: Sendable {
    /// A server is held to its network and its own list.
    case ownList
    /// Whatever runs on this machine may be anything: nothing is certain of it, unless it is said to move real money.
    case nothing
  }

  let network: Chain.Network?
  let trust: Trust

  init(network: Chain.Network?, trust: Trust) {
    self.network = network
    self.trust = trust
  }

  package init(_ configuration: Configuration) {
    let url = configuration.baseURL
    if ![.sandbox, .mainnet].contains(configuration.mode), let url, url.isLoopback {
      self.init(network: .test, trust: .nothing)
      return
    }
    self.init(network: configuration.mode.network, trust: .ownList)
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
