import JSON
import PayIn

/// Lists which tokens can be paid with on which chains. If the API does not answer, the built-in table stands in for it
/// and is marked as such.
enum AssetTool {
  static let declaration = ToolDeclaration(local: "list_assets", in: .account, default: .on) { call in
    { () throws(CallFailure) in
      let context = call.context
      let (table, problem) = await context.assets.table { () throws(PayInError) in
        try await context.client(for: .tokens)
      }
      return answer(call.arguments, table, problem)
    }
  }

  private static func answer(_ arguments: JSONObject, _ table: AssetTable, _ problem: PayInError?) -> ToolAnswer {
    let currency = arguments.optional("currency")
    let chains = (arguments.optional("chainId").map(table.chains(named:)) ?? table.chains).filter { chain in
      currency == nil || chain.assets.contains { isNamed($0, currency) }
    }
    let rows = chains.map { json($0, $0.assets.filter { isNamed($0, currency) }) }
    let fitting = ToolAnswer.fitting(rows)
    var warnings: [Warning] = []
    if let problem { warnings.append(Warning(.assetsBuiltIn, detail: problem.message)) }
    if fitting < rows.count { warnings.append(Warning(.assetsCut)) }
    return ToolAnswer(
      summary: Summary.assets(chains, table.source),
      fields: ["source": .string(table.source.rawValue), "chains": .array(Array(rows.prefix(fitting)))],
      warnings: warnings)
  }

  private static func isNamed(_ asset: Asset, _ currency: String?) -> Bool {
    currency.map { asset.currency.lowercased() == $0.lowercased() } ?? true
  }

  private static func json(_ chain: Chain, _ assets: [Asset]) -> JSONValue {
    var object: JSONObject = ["chainId": .string(chain.id)]
    object["name"] = chain.name.map(JSONValue.string)
    object["network"] = chain.network.map { .string($0.rawValue) }
    object["protocol"] = chain.addressProtocol.map { .string($0.rawValue) }
    object["confirmations"] = chain.confirmations.map { .number(JSONNumber($0)) }
    object["tokens"] = .array(assets.map(json))
    return .object(object)
  }

  private static func json(_ asset: Asset) -> JSONValue {
    var object: JSONObject = ["currency": .string(asset.currency)]
    object["decimals"] = asset.decimals.map { .number(JSONNumber($0)) }
    object["contract"] = asset.contract.map(JSONValue.string)
    return .object(object)
  }
}
