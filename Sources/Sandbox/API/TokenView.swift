import JSON

extension Chain {
  /// Every token of the chains with where it is, and how many tokens that are.
  static func tokenListing(on chains: [Chain]) -> JSONObject {
    let rows = ["USDC", "USDT", "PYUSD"].compactMap { token($0, on: chains) }
    return ["tokens": .array(rows.map(JSONValue.object)), "total": .number(JSONNumber(rows.count))]
  }

  private static func token(_ symbol: String, on chains: [Chain]) -> JSONObject? {
    let places = chains.filter { $0.tokens.contains(symbol) }.map { chain in
      var place: JSONObject = ["chainId": .string(chain.id)]
      place.append("contractAddress", column: OpenAssets.contract(of: symbol, on: chain.id))
      return JSONValue.object(place)
    }
    guard !places.isEmpty else { return nil }
    return [
      "symbol": .string(symbol), "name": .string(symbol), "decimals": .number(JSONNumber(OpenAssets.decimals)),
      "chains": .array(places),
    ]
  }
}
