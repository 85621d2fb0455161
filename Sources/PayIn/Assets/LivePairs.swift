import Formats
import JSON

/// Collects chains and their tokens from rows of the API. Ids are text from outside that gets quoted: what is not a
/// plain identifier is dropped, and so is what is more than anybody needs.
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

  /// Its position, or nil if there are too many.
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
