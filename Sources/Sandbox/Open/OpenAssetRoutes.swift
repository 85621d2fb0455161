import HTTP
import JSON

/// Chains and tokens. Which member holds the rows depends on whether a key is asked for.
enum OpenAssetRoutes {
  static let all = [
    Route(.get, "/api/v1/chains", .read, chains),
    Route(.get, "/api/chains", .open, publicChains),
    Route(.get, "/api/v1/tokens", .open, tokens),
    Route(.get, "/api/tokens", .open, tokens),
  ]

  @Sendable private static func chains(_ call: Call) -> HTTPResponse {
    let rows = Chain.all.map { chain in
      var row = chain.openView
      row.append("confirmations", .number(JSONNumber(chain.requiredConfirmations)))
      row.append("syncStatus", .null)
      return JSONValue.object(row)
    }
    return Reply.bare(["success": true, "data": .array(rows), "total": .number(JSONNumber(rows.count))])
  }

  @Sendable private static func publicChains(_ call: Call) -> HTTPResponse {
    let wanted = call.request.query["protocol"]
    let rows = Chain.all.filter { wanted == nil || $0.addressProtocol.rawValue == wanted }.map(\.openView)
    return Reply.bare(["success": true, "chains": .array(rows.map(JSONValue.object))])
  }

  @Sendable private static func tokens(_ call: Call) -> HTTPResponse {
    let query = call.request.query
    let chains = Chain.all.filter { chain in
      (query["chainId"] ?? chain.id) == chain.id
        && (query["protocol"] ?? chain.addressProtocol.rawValue) == chain.addressProtocol.rawValue
    }
    let rows = ["USDC", "USDT", "PYUSD"].compactMap { token($0, on: chains) }
    return Reply.bare([
      "success": true, "tokens": .array(rows.map(JSONValue.object)), "total": .number(JSONNumber(rows.count)),
    ])
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

extension Chain {
  fileprivate var openView: JSONObject {
    let details = OpenAssets.details(of: self)
    return [
      "chainId": .string(id), "protocol": .string(addressProtocol.rawValue), "network": "testnet",
      "name": .string(details?.name ?? id), "displayOrder": .number(JSONNumber(Chain.all.firstIndex(of: self) ?? 0)),
      "metadata": ["explorer_url": .string(details?.explorer ?? "")],
    ]
  }
}
