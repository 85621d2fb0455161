import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct AssetRefusalTests {
  private static let mainnet = [
    "PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com", "PAYIN_ENVIRONMENT": "mainnet",
    "PAYIN_ALLOW_MAINNET_WRITES": "1",
  ]
  private static let loopback = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "http://127.0.0.1:4010"]
  private static let missing = #"{"error":"Not Found"}"#

  private static func order(_ currency: String, _ chainID: String, _ amount: String = "1") -> JSONObject {
    var order = ToolExample.order
    order["currency"] = .string(currency)
    order["chainId"] = .string(chainID)
    order["amount"] = .string(amount)
    return order
  }

  private static func link(_ pairs: (String, String)...) -> JSONObject {
    var link = ToolExample.link
    link["currencies"] = .array(pairs.map { ["currency": .string($0), "chainId": .string($1)] })
    return link
  }

  private func expectRefused(_ result: ToolResult, _ fields: [String], _ hint: String) {
    #expect(result.isError)
    #expect(result.object["code"] == "invalid_arguments")
    #expect(result.object["outcome"] == "not_sent")
    #expect(result.object["problems"]?.array?.map { $0["path"] } == fields.map { .string($0) })
    #expect(result.object["next"] == ["tool": "list_assets", "arguments": [:]])
    #expect(result.summary.contains(hint), "\(result.summary)")
    #expect(result.summary.contains("Nothing was sent."))
  }

  struct Refusal: Sendable {
    let tool: String
    var environment: [String: String] = [:]
    let arguments: JSONObject
    let fields: [String]
    let hint: String
  }

  @Test(arguments: [
    Refusal(
      tool: "create_order", arguments: order("USDT", "tron-mainnet"), fields: ["/chainId"], hint: "Use tron-nile"),
    Refusal(
      tool: "create_order", arguments: order("USDT", "tron"), fields: ["/chainId"], hint: "Did you mean tron-nile?"),
    Refusal(tool: "create_order", arguments: order("USDT", "polygon-amoy"), fields: ["/currency"], hint: "use USDC"),
    Refusal(tool: "create_order", arguments: order("usdc", "polygon-amoy"), fields: ["/currency"], hint: "use USDC"),
    Refusal(
      tool: "create_order", environment: Bench.live, arguments: order("USDC", "polygon-mainnet"), fields: ["/chainId"],
      hint: "Use polygon-amoy"),
    Refusal(
      tool: "create_order", environment: mainnet, arguments: order("USDC", "polygon-amoy"), fields: ["/chainId"],
      hint: "Use polygon-mainnet"),
    Refusal(
      tool: "create_payment_link",
      arguments: link(("USDC", "polygon-amoy"), ("DAI", "polygon-amoy"), ("USDT", "ethereum")),
      fields: ["/currencies/1/currency", "/currencies/2/chainId"], hint: "Did you mean ethereum-sepolia?"),
  ])
  func certainMistakeIsRefusedWithoutAnyCall(_ refusal: Refusal) async throws {
    let bench = try Bench(environment: refusal.environment)
    expectRefused(try await bench.call(refusal.tool, refusal.arguments), refusal.fields, refusal.hint)
    #expect(bench.api.requests.isEmpty)
  }

  /// The API is asked for its list first, and has none.
  @Test func pairThatOnlyTheBuiltInTableExcludesIsLeftToTheAPI() async throws {
    let bench = try Bench(.json(404, Self.missing), environment: Bench.live)
    let doubtful = try await bench.call("create_order", Self.order("USDT", "polygon-amoy"))
    #expect(doubtful.object["warnings"]?.array?.map { $0["code"] } == ["token_not_on_chain"])
    #expect(bench.api.requests.filter { $0.method == .post }.count == 1)

    let listed = #"{"tokens":[{"symbol":"USDT","decimals":6,"chains":["polygon-amoy"]}],"data":{"orderId":"o"}}"#
    let other = try Bench(.json(200, listed), environment: Bench.live)
    let result = try await other.call("create_order", Self.order("USDT", "polygon-amoy"))
    #expect(!result.isError)
    #expect(result.object["warnings"] == nil)
    #expect(other.api.requests.filter { $0.method == .post }.count == 1)
  }

  @Test func moreDecimalsThanTheTokenHasAreRefused() async throws {
    let listed = #"{"tokens":[{"symbol":"EURX","decimals":2,"chains":["new-chain"]}],"data":{"orderId":"o"}}"#
    let bench = try Bench(.json(200, listed), environment: Bench.live)
    expectRefused(
      try await bench.call("create_order", Self.order("EURX", "new-chain", "1.234")), ["/amount"], "2 decimals")
    #expect(bench.api.requests.allSatisfy { $0.method == .get })
    #expect(try await !bench.call("create_order", Self.order("EURX", "new-chain", "1.230")).isError)
  }

  @Test func protocolThatNoListedChainHasIsRefused() async throws {
    let listed = #"{"tokens":[{"symbol":"USDC","chains":["polygon-amoy"]}],"data":{"address":"0xB"}}"#
    let bench = try Bench(.json(200, listed), environment: Bench.live)
    let binding: JSONObject = ["depositReference": "u", "protocol": "tron"]
    // Without a list at hand there is no doubt, and so no question.
    #expect(try await !bench.call("bind_deposit_address", binding).isError)
    _ = try await bench.call("list_assets", [:])
    expectRefused(try await bench.call("bind_deposit_address", binding), ["/protocol"], "another protocol")
  }

  @Test(arguments: [
    ("USDT", "bsc", "chain_unknown"), ("USDT", "tron", "chain_unknown"), ("ZZZ", "tron-nile", "token_unknown"),
  ])
  func whatMayBeNewerThanTheTableIsSentWithAWarning(_ currency: String, _ chain: String, _ code: String) async throws {
    let bench = try Bench(.json(404, Self.missing), environment: Bench.live)
    let result = try await bench.call("create_order", Self.order(currency, chain))
    #expect(bench.api.requests.filter { $0.method == .post }.count == 1)
    // The doubt explains the refusal that follows.
    #expect(result.isError)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == [.string(code)])
    #expect(result.summary.contains("known for this"))
  }

  @Test(arguments: [
    ("USDT", "tron-mainnet", "network_mismatch"), ("USDT", "polygon-amoy", "token_not_on_chain"),
    ("USDT", "zzz", "chain_unknown"),
  ])
  func serverOnThisMachineIsOnlyWarnedAbout(_ currency: String, _ chain: String, _ code: String) async throws {
    let bench = try Bench(.json(201, #"{"data":{"orderId":"o"}}"#), environment: Self.loopback)
    let result = try await bench.call("create_order", Self.order(currency, chain))
    #expect(!result.isError)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == [.string(code)])
    #expect(result.summary.contains("Warning:"))
  }

  @Test func guardedNetworkIsToldBeforeAChainIs() async throws {
    let environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com"]
    let bench = try Bench(environment: environment)
    let result = try await bench.call("create_order", Self.order("USDT", "zzz"))
    #expect(result.object["code"] == "writes_not_allowed")
    #expect(bench.api.requests.isEmpty)
  }

  @Test func addressWatchedOnTheOtherNetworkIsTold() async throws {
    let body = #"{"data":{"depositAddress":"0xB","monitoringTargets":[{"chain":"polygon-mainnet"}]}}"#
    let result = try await Bench(.json(201, body), environment: Bench.live).call(
      "bind_deposit_address", ["depositReference": "u", "protocol": "evm"])
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["network_mismatch"])
  }

  @Test func unknownTextIsNotRepeated() async throws {
    let bench = try Bench(.json(404, Self.missing), environment: Bench.live)
    let result = try await bench.call("create_order", Self.order("ZZZ", Bench.canary))
    #expect(!"\(result)".contains("canary0"))
  }
}
