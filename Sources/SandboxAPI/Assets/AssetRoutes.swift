import HTTP
import JSON
import SandboxModel

/// Chains and tokens in the documented form, with the same rows with and without a key.
enum AssetRoutes {
  static let all = [
    Route(.get, "/api/v1/chains", .read, chains),
    Route(.get, "/api/v1/chains/:chainId", .read, chain),
    Route(.get, "/api/v1/tokens", .anonymous, tokens),
    Route(.get, "/api/chains", .anonymous, chains),
    Route(.get, "/api/chains/:chainId", .anonymous, chain),
    Route(.get, "/api/tokens", .anonymous, tokens),
    Route(.get, "/api/tokens/deposit/:address/available", .anonymousRead, depositTokens),
  ]

  @Sendable private static func chains(_ context: RequestContext) throws -> HTTPResponse {
    let wanted = try context.request.query.choice("protocol", AddressProtocol.self)
    let chains = Chain.all.filter { wanted == nil || $0.addressProtocol == wanted }
    return Reply.success([
      "chains": .array(chains.map { .object($0.view) }), "total": .number(JSONNumber(chains.count)),
    ])
  }

  @Sendable private static func chain(_ context: RequestContext) throws -> HTTPResponse {
    guard let chain = Chain.find(context.parameters[0]) else { throw APIError.notFound("Chain") }
    return Reply.success(chain.view)
  }

  @Sendable private static func tokens(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    let wanted = try query.choice("protocol", AddressProtocol.self)
    let chains = Chain.all.filter { chain in
      (query["chainId"] ?? chain.id) == chain.id && (wanted == nil || chain.addressProtocol == wanted)
    }
    return Reply.success(Chain.tokenListing(on: chains))
  }

  /// The tokens that a deposit address accepts.
  @Sendable private static func depositTokens(_ context: RequestContext) throws -> HTTPResponse {
    guard let binding = try context.store.bindings.find(address: context.parameters[0]) else {
      throw APIError.notFound("Deposit address")
    }
    var data: JSONObject = [
      "address": .string(binding.address), "protocol": .string(binding.addressProtocol.rawValue),
    ]
    for member in Chain.tokenListing(on: Chain.all(of: binding.addressProtocol)).members {
      data.append(member.name, member.value)
    }
    return Reply.success(data)
  }
}

extension Chain {
  fileprivate var view: JSONObject {
    [
      "chainId": .string(id), "name": .string(name), "protocol": .string(addressProtocol.rawValue),
      "network": "testnet", "confirmations": .number(JSONNumber(requiredConfirmations)),
      "explorerUrl": .string(explorer), "tokens": .array(symbols.map(JSONValue.string)),
    ]
  }
}

extension Chain {
  /// The tokens of the chains with their contracts, and their number.
  static func tokenListing(on chains: [Chain], _ dialect: Dialect = .documented) -> JSONObject {
    let symbols = ["USDC", "USDT", "PYUSD"] + (dialect == .documented ? ["DAI"] : [])
    let rows = symbols.compactMap { token($0, on: chains) }
    return ["tokens": .array(rows.map(JSONValue.object)), "total": .number(JSONNumber(rows.count))]
  }

  private static func token(_ symbol: String, on chains: [Chain]) -> JSONObject? {
    let places = chains.filter { $0.symbols.contains(symbol) }.map { chain in
      var place: JSONObject = ["chainId": .string(chain.id)]
      place.append("contractAddress", column: chain.contract(of: symbol))
      return JSONValue.object(place)
    }
    guard !places.isEmpty else { return nil }
    return [
      "symbol": .string(symbol), "name": .string(symbol), "decimals": .number(JSONNumber(Chain.decimals)),
      "chains": .array(places),
    ]
  }
}
