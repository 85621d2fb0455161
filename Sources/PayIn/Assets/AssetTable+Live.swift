import JSON

extension AssetTable {
  /// The API's own lists, with what is known of a chain anyway where they are silent. A row that cannot be read is left
  /// out, and the table is then not complete.
  ///
  /// Nil if no pair of token and chain could be read.
  ///
  /// - Parameter chains: details of the chains only; which chains there are follows from the tokens as well.
  init?(tokens: Envelope, chains: Envelope?) {
    guard let rows = Self.rows(of: tokens, "tokens") else { return nil }
    var pairs = LivePairs()
    for row in rows { pairs.add(token: row) }
    guard !pairs.isEmpty else { return nil }
    var details: [String: JSONValue] = [:]
    for row in chains.flatMap({ Self.rows(of: $0, "chains") }) ?? [] {
      guard let id = LivePairs.identifier(row["chainId"] ?? row["id"], longest: 64) else { continue }
      pairs.add(chain: id)
      details[id] = row
    }
    let total = (tokens.body["total"] ?? tokens.body["pagination"]?["total"])?.number?.integer
    self.init(
      chains: pairs.chains.map { Chain($0.id, $0.assets, details[$0.id] ?? [:]) }, source: .live,
      isComplete: pairs.isWhole && (total ?? 0) <= rows.count)
  }

  private static func rows(of envelope: Envelope, _ name: String) -> [JSONValue]? {
    envelope.body[name]?.array ?? envelope.data.array ?? envelope.data[name]?.array
  }
}

extension Chain {
  fileprivate init(_ id: String, _ assets: [Asset], _ details: JSONValue) {
    let known = AssetTable.builtIn[id]
    let family = LivePairs.identifier(details["protocol"], longest: 32).map { AddressProtocol(rawValue: $0) }
    let confirmations = details["confirmations"]?.number?.integer.flatMap { 0...1_000_000 ~= $0 ? $0 : nil }
    self.init(
      id: id, name: details["name"]?.string.flatMap { $0.utf8.count <= 256 ? $0 : nil } ?? known?.name,
      network: known?.network ?? details["network"]?.string.flatMap(Network.init(named:)),
      addressProtocol: known?.addressProtocol ?? family, confirmations: confirmations ?? known?.confirmations,
      assets: assets, explorer: known?.explorer)
  }
}

extension Chain.Network {
  fileprivate init?(named text: String) {
    let lowered = text.lowercased()
    if lowered.contains("main") {
      self = .main
    } else if lowered.contains("test") || lowered.contains("dev") {
      self = .test
    } else {
      return nil
    }
  }
}
