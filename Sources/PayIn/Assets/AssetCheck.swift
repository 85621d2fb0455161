import JSON

/// Validates tokens and chains before the API is asked. Pure.
///
/// A finding is certain if it is about the network of a chain, or if the complete list of the API itself excludes the
/// choice. A choice that only the built-in table excludes may be newer than the table: that is a reason to warn.
struct AssetCheck {
  let host: AssetHost
  /// The best table that is known.
  let table: AssetTable

  /// The findings, each once.
  func findings(for choices: [AssetChoice]) -> [AssetFinding] {
    choices.reduce(into: []) { findings, choice in
      guard let finding = finding(for: choice), !findings.contains(finding) else { return }
      findings.append(finding)
    }
  }

  /// The findings about chains that the API says it watches.
  func findings(monitored chainIDs: [String]) -> [AssetFinding] {
    // Ids are quoted, and these come from outside.
    let plain = chainIDs.filter { LivePairs.identifier(.string($0), longest: 64) != nil }
    let others = plain.map { (id: $0, network: network(of: $0)) }.filter { !isAllowed($0.network) }
    guard let network = others.first?.network else { return [] }
    return [finding(mismatch(network), "monitoredChains", others.map(\.id))]
  }

  private func finding(for choice: AssetChoice) -> AssetFinding? {
    switch choice {
    case .pair(let currency, let chainID, let amount, let prefix): finding(currency, chainID, amount, prefix)
    case .family(let family): finding(family)
    case .filter(let currency, let chainID): chainID.flatMap(finding(filter:)) ?? finding(filter: currency, chainID)
    }
  }

  private func finding(
    _ currency: String, _ chainID: String, _ amount: Amount?, _ prefix: String
  ) -> AssetFinding? {
    if let network = network(of: chainID), !isAllowed(network) {
      let counterparts = table.chains.filter {
        $0.ecosystem == Chain.ecosystem(of: chainID) && isAllowed($0.network) && $0.network != nil
      }
      return finding(mismatch(network), "\(prefix)chainId", counterparts.map(\.id))
    }
    guard let chain = table.chain(listed: chainID) else { return unknown(chainID, prefix) }
    guard let asset = chain.asset(currency) else { return missing(currency, on: chain, prefix) }
    guard let amount, let most = asset.decimals, amount.decimals > most else { return nil }
    return finding(.tooManyDecimals(most: most), "amount", [])
  }

  /// A common name of chains is asked back on a host whose network is known: it does not say which network is meant.
  private func unknown(_ chainID: String, _ prefix: String) -> AssetFinding {
    let meant = table.chains(named: chainID).filter { isAllowed($0.network) }
    var unknown = finding(.chainUnknown, "\(prefix)chainId", meant.map(\.id))
    unknown.isCertain = unknown.isCertain || host.network != nil && table.isCommonName(chainID)
    return unknown
  }

  /// A filter by a common name would find nothing. Any other text is the API's to judge: rows may be older than the table,
  /// so that it is only doubtful.
  private func finding(filter chainID: String) -> AssetFinding? {
    let isForeign = host.network != nil && !isAllowed(network(of: chainID))
    guard isForeign || table.chain(listed: chainID) == nil else { return nil }
    if table.isCommonName(chainID) { return unknown(chainID, "") }
    let here = table.chains.filter { isAllowed($0.network) }
    let counterparts = here.filter { $0.ecosystem == Chain.ecosystem(of: chainID) }
    let meant = counterparts.isEmpty ? table.chains(named: chainID) : counterparts
    return doubt(.chainUnknown, "chainId", (meant.isEmpty ? here : meant).map(\.id))
  }

  private func finding(filter currency: String?, _ chainID: String?) -> AssetFinding? {
    guard let currency else { return nil }
    let chain = chainID.flatMap(table.chain(listed:))
    let chains = chain.map { [$0] } ?? table.chains
    guard !chains.contains(where: { $0.asset(currency) != nil }) else { return nil }
    var known: [String] = []
    for asset in chains.flatMap(\.assets) where !known.contains(asset.currency) { known.append(asset.currency) }
    let isElsewhere = table.chains.contains { $0.asset(currency) != nil }
    return doubt(chain == nil ? .tokenUnlisted : isElsewhere ? .tokenNotOnChain : .tokenUnknown, "currency", known)
  }

  private func doubt(_ kind: AssetFinding.Kind, _ field: String, _ alternatives: [String]) -> AssetFinding {
    var doubt = finding(kind, field, alternatives)
    doubt.isCertain = false
    return doubt
  }

  private func missing(_ currency: String, on chain: Chain, _ prefix: String) -> AssetFinding? {
    let builtIn = AssetTable.builtIn[chain.id]
    // An incomplete list does not take away what the built-in table knows.
    if !table.isComplete, builtIn?.asset(currency) != nil { return nil }
    let isToken = (table.chains + AssetTable.builtIn.chains).contains { $0.asset(currency) != nil }
    let knowsChain = table.isComplete || builtIn != nil
    let sameLetters = chain.assets.map(\.currency).filter { $0.lowercased() == currency.lowercased() }
    return finding(
      isToken && knowsChain ? .tokenNotOnChain : .tokenUnknown, "\(prefix)currency",
      sameLetters.isEmpty ? chain.assets.map(\.currency) : sameLetters)
  }

  /// An address of a family is watched on all its chains: it is refused only if all chains that the API lists belong to the
  /// other network. A reply that names some of them gives a warning.
  private func finding(_ family: AddressProtocol) -> AssetFinding? {
    let chains = table.chains.filter { $0.addressProtocol == family }
    if table.source == .live, let network = chains.first?.network, !chains.contains(where: { isAllowed($0.network) }) {
      return finding(mismatch(network), "protocol", [])
    }
    guard table.isComplete, chains.isEmpty else { return nil }
    return finding(.familyUnused, "protocol", [])
  }

  /// The network by the built-in table, the API's own list, or the chain's name.
  private func network(of chainID: String) -> Chain.Network? {
    AssetTable.builtIn[chainID]?.network ?? table[chainID]?.network ?? Chain.Network(namedBy: chainID)
  }

  private func isAllowed(_ network: Chain.Network?) -> Bool {
    network.map(host.allows) ?? true
  }

  private func mismatch(_ network: Chain.Network) -> AssetFinding.Kind {
    host.network == nil ? .networkUndeclared : .networkMismatch(chain: network)
  }

  private func finding(_ kind: AssetFinding.Kind, _ field: String, _ alternatives: [String]) -> AssetFinding {
    AssetFinding(kind: kind, field: field, isCertain: isCertain(kind), alternatives: Array(alternatives.prefix(10)))
  }

  private func isCertain(_ kind: AssetFinding.Kind) -> Bool {
    switch kind {
    case .networkMismatch, .networkUndeclared, .tooManyDecimals, .familyUnused: true
    case .chainUnknown, .tokenUnknown, .tokenNotOnChain: table.isComplete
    case .tokenUnlisted: false
    }
  }
}

/// The token and chain, or the family of chains, that a call uses.
package enum AssetChoice: Sendable, Equatable {
  /// A payment in a token on a chain. The prefix is the place of the pair in the arguments, such as `currencies/0/`, or
  /// empty.
  case pair(currency: String, chainID: String, amount: Amount?, prefix: String = "")
  /// An address on all chains of a family.
  case family(AddressProtocol)
  /// The token and chain by which rows are chosen.
  case filter(currency: String?, chainID: String?)

  var isFilter: Bool {
    if case .filter = self { true } else { false }
  }
}

/// The network that the calls go to, as far as it is declared.
package struct AssetHost: Sendable, Equatable {
  /// The network of the server; nil for a host that is not PayIn's own and whose network the operator has not declared.
  let network: Chain.Network?

  init(network: Chain.Network?) {
    self.network = network
  }

  package init(_ configuration: Configuration) {
    self.init(network: configuration.mode.network)
  }

  /// Whether payments on a chain of this network may be requested from the host. On an undeclared host a chain of the main
  /// network is refused: it would move real money without the operator's consent and without a confirmation.
  func allows(_ network: Chain.Network) -> Bool {
    (self.network ?? .test) == network
  }
}

extension Mode {
  /// The network of the mode; nil for an undeclared server.
  var network: Chain.Network? {
    switch self {
    case .sandbox, .testnet: .test
    case .mainnet: .main
    case .custom: nil
    }
  }
}
