import HTTP
import JSON
import SandboxModel

/// Chains and tokens in the published form. The member that holds the rows depends on whether the route needs a key.
enum PublishedAssetRoutes {
  static let all = [
    Route(.get, "/api/v1/chains", .read, chains),
    Route(.get, "/api/v1/chains/:chainId", .read, chain),
    Route(.get, "/api/chains", .anonymous, publicChains),
    Route(.get, "/api/chains/:chainId", .anonymous, publicChain),
    Route(.get, "/api/v1/tokens", .anonymous, tokens),
    Route(.get, "/api/tokens", .anonymous, tokens),
    Route(.get, "/api/tokens/deposit/:address/available", .anonymousRead, depositTokens),
  ]

  @Sendable private static func chains(_ context: RequestContext) -> HTTPResponse {
    let rows = Chain.all.map { JSONValue.object($0.publishedRow) }
    return Reply.bare(["success": true, "data": .array(rows), "total": .number(JSONNumber(rows.count))])
  }

  @Sendable private static func chain(_ context: RequestContext) throws -> HTTPResponse {
    let id = context.parameters[0]
    guard let chain = Chain.find(id) else {
      throw PublishedError.plain(404, "Chain not found", "Chain \"\(id)\" not found in configuration")
    }
    return PublishedReply.success(chain.publishedRow)
  }

  /// Shows one chain. A refusal has no message.
  @Sendable private static func publicChain(_ context: RequestContext) -> HTTPResponse {
    guard let chain = Chain.find(context.parameters[0]) else {
      return Reply.bare(["success": false, "error": "Chain not found"], status: 404)
    }
    return Reply.bare(["success": true, "chain": .object(chain.publishedView)])
  }

  @Sendable private static func publicChains(_ context: RequestContext) -> HTTPResponse {
    let wanted = context.request.query["protocol"]
    let rows = Chain.all.filter { wanted == nil || $0.addressProtocol.rawValue == wanted }.map(\.publishedView)
    return Reply.bare(["success": true, "chains": .array(rows.map(JSONValue.object))])
  }

  @Sendable private static func tokens(_ context: RequestContext) -> HTTPResponse {
    let query = context.request.query
    let chains = Chain.all.filter { chain in
      (query["chainId"] ?? chain.id) == chain.id
        && (query["protocol"] ?? chain.addressProtocol.rawValue) == chain.addressProtocol.rawValue
    }
    return success(Chain.tokenListing(on: chains, .published))
  }

  /// The tokens that a deposit address accepts.
  @Sendable private static func depositTokens(_ context: RequestContext) throws -> HTTPResponse {
    guard let binding = try context.store.bindings.find(address: context.parameters[0]) else {
      throw PublishedError.plain(
        404, "Deposit address not found",
        "Address \"\(context.parameters[0])\" is not found or not bound to any deposit")
    }
    return success(
      [
        "address": .string(binding.address), "depositReference": .string(binding.reference),
        "protocol": .string(binding.addressProtocol.rawValue),
      ], Chain.tokenListing(on: Chain.all(of: binding.addressProtocol), .published))
  }

  /// A reply whose members stand beside `success`.
  private static func success(_ parts: JSONObject...) -> HTTPResponse {
    var body: JSONObject = ["success": true]
    for member in parts.flatMap(\.members) { body.append(member.name, member.value) }
    return Reply.bare(body)
  }
}

extension Chain {
  /// The row with the members that need a key. The sandbox follows no chain, so there is no state of synchronisation.
  fileprivate var publishedRow: JSONObject {
    var row = publishedView
    row.append("confirmations", .number(JSONNumber(requiredConfirmations)))
    row.append("syncStatus", .null)
    return row
  }

  fileprivate var publishedView: JSONObject {
    [
      "chainId": .string(id), "protocol": .string(addressProtocol.rawValue), "network": "testnet",
      "name": .string(name), "displayOrder": .number(JSONNumber(Chain.all.firstIndex(of: self) ?? 0)),
      "metadata": ["explorer_url": .string(explorer)],
    ]
  }
}
