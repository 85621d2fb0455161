import Formats
import JSON

extension AssetTable {
  /// The API's own lists, completed by the built-in details of known chains. A row that cannot be read is left out, and the
  /// table is then not complete.
  ///
  /// Returns nil if no pair of token and chain could be read.
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
  /// The network by the name that the API gives it.
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

/// Collects chains and their tokens from rows of the API. Ids are text from outside that gets quoted: what is not a
/// plain identifier is dropped, and so are entries beyond the bounds.
struct LivePairs {
  private static let mostChains = 200
  private static let mostPairs = 1000

  private(set) var chains: [(id: String, assets: [Asset])] = []
  /// Whether nothing had to be dropped.
  private(set) var isWhole = true
  private var positions: [String: Int] = [:]
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func add(token row: JSONValue) {
    guard let currency = Self.identifier(row["symbol"] ?? row["currency"], longest: 16),
      let places = row["chains"]?.array
    else {
      isWhole = false
      return
    }
    let decimals = row["decimals"]?.number?.integer.flatMap { 0...77 ~= $0 ? $0 : nil }
    for place in places {
      guard count < Self.mostPairs, let id = Self.identifier(place["chainId"] ?? place["chain"] ?? place, longest: 64),
        let position = add(chain: id)
      else {
        isWhole = false
        continue
      }
      let contract = Self.identifier(place["contractAddress"] ?? place["contract"], longest: 64)
      chains[position].assets.append(Asset(currency: currency, decimals: decimals, contract: contract))
      count += 1
    }
  }

  /// Adds a chain. Returns its position, or nil if there are too many.
  @discardableResult mutating func add(chain id: String) -> Int? {
    if let position = positions[id] { return position }
    guard chains.count < Self.mostChains else { return nil }
    positions[id] = chains.count
    chains.append((id, []))
    return chains.count - 1
  }

  /// Letters and digits of ASCII, `-`, `_`, `.` and `:`.
  static func identifier(_ value: JSONValue?, longest: Int) -> String? {
    guard let text = value?.string, 1...longest ~= text.utf8.count else { return nil }
    let isPlain = text.utf8.allSatisfy {
      PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") || $0 == UInt8(ascii: ":")
    }
    return isPlain ? text : nil
  }
}
