import Foundation
import JSON
import TestSupport

/// Input schemas shaped like those of our tools, and those of the repository itself.
enum ToolSchemas {
  static func all() throws -> [JSONValue] {
    try samples.map { try JSONParser.parse($0) } + published()
  }

  /// `schemas/tools/*.json`, as far as they exist.
  private static func published() throws -> [JSONValue] {
    let folder = OracleFolder.root.appending(path: "schemas/tools")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.flatMap { file in
      let tool = try OracleFolder.json(file)
      return [tool["inputSchema"], tool["outputSchema"]].compactMap(\.self)
    }
  }

  static let createOrder = #"""
    {"type":"object","additionalProperties":false,"required":["orderReference","amount","currency","chainId"],
     "properties":{
       "orderReference":{"type":"string","minLength":1,"maxLength":64,"description":"Your own unique id."},
       "amount":{"type":"string","pattern":"^[0-9]{1,14}(\\.[0-9]{1,6})?$","examples":["10.50"]},
       "currency":{"type":"string","enum":["USDT","USDC","DAI"]},
       "chainId":{"type":"string","enum":["ethereum-sepolia","polygon-amoy","tron-nile"]},
       "successUrl":{"type":"string","pattern":"^https?://","maxLength":2048},
       "paymentWindowMinutes":{"type":"integer","minimum":1,"maximum":1440,"default":10},
       "metadata":{"type":"object","additionalProperties":{"type":"string","maxLength":10}}}}
    """#

  static let listOrders = #"""
    {"type":"object","additionalProperties":false,
     "properties":{
       "status":{"type":"string","enum":["pending","completed","expired"]},
       "createdAfter":{"type":"string","format":"date-time"},
       "page":{"type":"integer","minimum":1},
       "limit":{"type":"integer","minimum":1,"maximum":100},
       "minimumAmount":{"type":"number","minimum":0.000001,"maximum":1e9},
       "includeArchived":{"type":"boolean"}}}
    """#

  static let createPaymentLink = #"""
    {"type":"object","additionalProperties":false,"required":["title","amount","currencies"],
     "properties":{
       "title":{"type":"string","minLength":1,"maxLength":12},
       "amount":{"type":"string","pattern":"^[0-9]{1,14}(\\.[0-9]{1,6})?$","minLength":1,"maxLength":21},
       "currencies":{"type":"array","minItems":1,"maxItems":3,"items":{
         "type":"object","additionalProperties":false,"required":["currency","chainId"],
         "properties":{
           "currency":{"type":"string","enum":["USDT","USDC","DAI"]},
           "chainId":{"type":"string","pattern":"^[a-z]+(-[a-z]+)*$"},
           "amounts":{"type":"array","items":{"type":"number","minimum":-1.5,"maximum":1.5},"maxItems":2}}}},
       "inventoryTotal":{"type":"integer","minimum":1,"maximum":9007199254740993},
       "level":{"enum":[1,2.50,"3",null,true,["a"],{"b":0}]},
       "note":{"type":"null"}}}
    """#

  private static let samples = [
    createOrder, listOrders, createPaymentLink, #"{"type":"object","additionalProperties":false}"#,
  ]
}
