import HTTP
import JSON

/// Chains and tokens. Which member holds the rows depends on whether a key is asked for.
enum OpenAssetRoutes {
  static let all = [
    Route(.get, "/api/v1/chains", .read, chains),
    Route(.get, "/api/v1/chains/:chainId", .read, chain),
    Route(.get, "/api/chains", .open, publicChains),
    Route(.get, "/api/chains/:chainId", .open, publicChain),
    Route(.get, "/api/v1/tokens", .open, tokens),
    Route(.get, "/api/tokens", .open, tokens),
    Route(.get, "/api/tokens/deposit/:address/available", .visit, depositTokens),
  ]

  @Sendable private static func chains(_ call: Call) -> HTTPResponse {
    let rows = Chain.all.map { JSONValue.object($0.openRow) }
    return Reply.bare(["success": true, "data": .array(rows), "total": .number(JSONNumber(rows.count))])
  }

  @Sendable private static func chain(_ call: Call) throws -> HTTPResponse {
    let id = call.parameters[0]
    guard let chain = Chain.all.first(where: { $0.id == id }) else {
      throw OpenError.plain(404, "Chain not found", "Chain \"\(id)\" not found in configuration")
    }
    return OpenReply.success(chain.openRow)
  }

  /// A refusal here has no message.
  @Sendable private static func publicChain(_ call: Call) -> HTTPResponse {
    guard let chain = Chain.all.first(where: { $0.id == call.parameters[0] }) else {
      return Reply.bare(["success": false, "error": "Chain not found"], status: 404)
    }
    return Reply.bare(["success": true, "chain": .object(chain.openView)])
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
    return success(Chain.tokenListing(on: chains))
  }

  /// What a depositor's address accepts.
  @Sendable private static func depositTokens(_ call: Call) throws -> HTTPResponse {
    guard let binding = try call.bindings.find(address: call.parameters[0]) else {
      throw OpenError.plain(
        404, "Deposit address not found",
        "Address \"\(call.parameters[0])\" is not found or not bound to any deposit")
    }
    return success(
      [
        "address": .string(binding.address), "depositReference": .string(binding.reference),
        "protocol": .string(binding.addressProtocol.rawValue),
      ], Chain.tokenListing(on: Chain.of(binding.addressProtocol)))
  }

  /// The members stand beside `success`.
  private static func success(_ parts: JSONObject...) -> HTTPResponse {
    var body: JSONObject = ["success": true]
    for member in parts.flatMap(\.members) { body.append(member.name, member.value) }
    return Reply.bare(body)
  }
}

extension Chain {
  /// With what only those with a key see. The sandbox follows no chain.
  fileprivate var openRow: JSONObject {
    var row = openView
    row.append("confirmations", .number(JSONNumber(requiredConfirmations)))
    row.append("syncStatus", .null)
    return row
  }

  fileprivate var openView: JSONObject {
    let details = OpenAssets.details(of: self)
    return [
      "chainId": .string(id), "protocol": .string(addressProtocol.rawValue), "network": "testnet",
      "name": .string(details?.name ?? id), "displayOrder": .number(JSONNumber(Chain.all.firstIndex(of: self) ?? 0)),
      "metadata": ["explorer_url": .string(details?.explorer ?? "")],
    ]
  }
}
