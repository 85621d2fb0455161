/// Finds what is wrong with tokens and chains before the API is asked. Pure.
///
/// Certain is the network of a known chain, and what the API's own list excludes. What only the built-in table excludes
/// may be newer than the table: a reason to warn.
struct AssetCheck {
  let host: AssetHost
  /// The best at hand.
  let table: AssetTable

  /// Each once.
  func findings(for choices: [AssetChoice]) -> [AssetFinding] {
    choices.reduce(into: []) { findings, choice in
      guard let finding = finding(for: choice), !findings.contains(finding) else { return }
      findings.append(finding)
    }
  }

  /// Of chains that the API says it watches.
  func findings(monitored chainIDs: [String]) -> [AssetFinding] {
    let others = chainIDs.compactMap { AssetTable.builtIn[$0] }.filter(isOnOtherNetwork)
    guard let network = others.first?.network else { return [] }
    return [finding(.networkMismatch(chain: network), "monitoredChains", others.map(\.id))]
  }

  private func finding(for choice: AssetChoice) -> AssetFinding? {
    switch choice {
    case .pair(let currency, let chainID, let amount, let prefix): finding(currency, chainID, amount, prefix)
    case .family(let family): finding(family)
    }
  }

  private func finding(
    _ currency: String, _ chainID: String, _ amount: Amount?, _ prefix: String
  ) -> AssetFinding? {
    let chain = table[chainID]
    if let known = chain ?? AssetTable.builtIn[chainID], isOnOtherNetwork(known), let network = known.network {
      let counterparts = table.chains.filter { $0.ecosystem == known.ecosystem && $0.network != network }
      return finding(.networkMismatch(chain: network), "\(prefix)chainId", counterparts.map(\.id))
    }
    guard let chain else {
      return finding(.chainUnknown, "\(prefix)chainId", table.chains(named: chainID).map(\.id))
    }
    guard let asset = chain.asset(currency) else { return missing(currency, on: chain, prefix) }
    guard let amount, let most = asset.decimals, amount.decimals > most else { return nil }
    return finding(.tooManyDecimals(most: most), "amount", [])
  }

  private func missing(_ currency: String, on chain: Chain, _ prefix: String) -> AssetFinding? {
    let builtIn = AssetTable.builtIn[chain.id]
    // An incomplete list does not take away what the built-in table knows.
    if !table.isComplete, builtIn?.asset(currency) != nil { return nil }
    let isToken = (table.chains + AssetTable.builtIn.chains).contains { $0.asset(currency) != nil }
    let isToldOfChain = table.isComplete || builtIn != nil
    let sameLetters = chain.assets.map(\.currency).filter { $0.lowercased() == currency.lowercased() }
    return finding(
      isToken && isToldOfChain ? .tokenNotOnChain : .tokenUnknown, "\(prefix)currency",
      sameLetters.isEmpty ? chain.assets.map(\.currency) : sameLetters)
  }

  private func finding(_ family: AddressProtocol) -> AssetFinding? {
    guard table.isComplete, !table.chains.contains(where: { $0.addressProtocol == family }) else { return nil }
    return finding(.familyUnused, "protocol", [])
  }

  private func isOnOtherNetwork(_ chain: Chain) -> Bool {
    guard let network = host.network, let other = chain.network else { return false }
    return network != other
  }

  private func finding(_ kind: AssetFinding.Kind, _ field: String, _ alternatives: [String]) -> AssetFinding {
    AssetFinding(kind: kind, field: field, isCertain: isCertain(kind), alternatives: Array(alternatives.prefix(10)))
  }

  private func isCertain(_ kind: AssetFinding.Kind) -> Bool {
    switch (host.trust, kind) {
    case (.nothing, _): false
    case (_, .networkMismatch), (_, .tooManyDecimals), (_, .familyUnused): true
    case (_, .chainUnknown), (_, .tokenUnknown), (_, .tokenNotOnChain): table.isComplete
    }
  }
}
