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
    self.init(
      chains: pairs.chains.map { Chain($0.id, $0.assets, details[$0.id] ?? [:]) }, source: .live,
      isComplete: pairs.isWhole && Self.isWhole(tokens, rows: rows.count))
  }

  /// Whether the reply proves that it holds all rows: it says how many there are, and nothing says that more follow. A
  /// reply without a total may have been cut.
  private static func isWhole(_ envelope: Envelope, rows count: Int) -> Bool {
    let places = [JSONValue.object(envelope.body), envelope.data].flatMap { [$0, $0["pagination"]].compactMap(\.self) }
    func numbers(_ name: String) -> [Int] {
      places.compactMap { $0[name] }.map { $0.number?.integer ?? $0.string.flatMap { Int($0) } ?? .max }
    }
    let totals = numbers("total")
    return !totals.isEmpty && totals.allSatisfy { $0 <= count } && numbers("totalPages").allSatisfy { $0 <= 1 }
      && numbers("page").allSatisfy { $0 == 1 } && !places.contains { $0["hasMore"]?.bool == true }
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
      network: known?.network ?? Network(namedBy: id) ?? details["network"]?.string.flatMap(Network.init(named:)),
      addressProtocol: known?.addressProtocol ?? family, confirmations: confirmations ?? known?.confirmations,
      assets: assets, explorer: known?.explorer)
  }
}

extension Chain.Network {
  /// What the API calls the network of a chain.
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
