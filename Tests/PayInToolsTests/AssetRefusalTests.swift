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
  private static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
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
    Refusal(
      tool: "create_order", environment: Bench.live, arguments: order("USDC", "polygon-mainnet"), fields: ["/chainId"],
      hint: "Use polygon-amoy"),
    Refusal(
      tool: "create_order", environment: mainnet, arguments: order("USDC", "polygon-amoy"), fields: ["/chainId"],
      hint: "Use polygon-mainnet"),
    Refusal(
      tool: "create_payment_link",
      arguments: link(("USDC", "polygon-amoy"), ("DAI", "arbitrum-sepolia"), ("USDT", "ethereum")),
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

    let listed =
      #"{"tokens":[{"symbol":"USDT","decimals":6,"chains":["polygon-amoy"]}],"data":{"orderId":"o","address":"\#(Self.address)"}}"#
    let other = try Bench(.json(200, listed), environment: Bench.live)
    let result = try await other.call("create_order", Self.order("USDT", "polygon-amoy"))
    #expect(!result.isError)
    #expect(result.object["warnings"] == nil)
    #expect(other.api.requests.filter { $0.method == .post }.count == 1)
  }

  @Test func moreDecimalsThanTheTokenHasAreRefused() async throws {
    let listed =
      #"{"tokens":[{"symbol":"EURX","decimals":2,"chains":["new-chain"]}],"total":1,"data":{"orderId":"o","address":"\#(Self.address)"}}"#
    let bench = try Bench(.json(200, listed), environment: Bench.live)
    expectRefused(
      try await bench.call("create_order", Self.order("EURX", "new-chain", "1.234")), ["/amount"], "2 decimals")
    #expect(bench.api.requests.allSatisfy { $0.method == .get })
    #expect(try await !bench.call("create_order", Self.order("EURX", "new-chain", "1.230")).isError)
  }

  @Test func protocolThatNoListedChainHasIsRefused() async throws {
    let listed =
      #"{"tokens":[{"symbol":"USDC","chains":["polygon-amoy"]}],"total":1,"data":{"address":"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"}}"#
    let bench = try Bench(.json(200, listed), environment: Bench.live)
    let binding: JSONObject = ["depositReference": "u", "protocol": "tron"]
    // Without a list at hand there is no doubt, and so no question.
    #expect(try await !bench.call("bind_deposit_address", binding).isError)
    _ = try await bench.call("list_assets", [:])
    expectRefused(try await bench.call("bind_deposit_address", binding), ["/protocol"], "another protocol")
  }

  @Test(arguments: [
    ("USDT", "bsc", "chain_unknown"), ("ZZZ", "tron-nile", "token_unknown"),
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

  @Test(arguments: [("USDT", "polygon-amoy", "token_not_on_chain"), ("USDT", "zzz", "chain_unknown")])
  func serverWithoutAListIsOnlyWarnedAbout(_ currency: String, _ chain: String, _ code: String) async throws {
    let body = #"{"data":{"orderId":"o","address":"\#(Self.address)"}}"#
    let bench = try Bench(.json(201, body), environment: Self.loopback)
    let result = try await bench.call("create_order", Self.order(currency, chain))
    #expect(!result.isError)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == [.string(code)])
    #expect(result.summary.contains("Warning:"))
  }

  private static let hosts = ["https://pay.example.com", "http://127.0.0.1:4010", "http://localhost:4010/x"]

  /// Every write that names a chain, on every kind of server that is not PayIn's.
  @Test(
    arguments: hosts,
    [
      ("create_order", order("USDT", "tron-mainnet"), "/chainId"),
      ("create_order", order("USDC", "base-mainnet"), "/chainId"),
      ("create_payment_link", link(("USDC", "polygon-amoy"), ("USDC", "polygon-mainnet")), "/currencies/1/chainId"),
      (
        "update_payment_link_currencies",
        ["id": "l", "currencies": [["currency": "USDT", "chainId": "ethereum-mainnet"]]], "/currencies/0/chainId"
      ),
    ] as [(String, JSONObject, String)])
  func mainNetworkNeedsItsDeclaration(_ host: String, _ call: (tool: String, arguments: JSONObject, path: String))
    async throws
  {
    for (declared, reason) in [(nil, "PAYIN_ENVIRONMENT=mainnet"), ("testnet", "configured for the other network")] {
      var environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": host, "PAYIN_ALLOW_MAINNET_WRITES": "1"]
      environment["PAYIN_ENVIRONMENT"] = declared
      let bench = try Bench(environment: environment)
      expectRefused(try await bench.call(call.tool, call.arguments), [call.path], reason)
      #expect(bench.api.requests.isEmpty)
    }
    var environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": host, "PAYIN_ENVIRONMENT": "mainnet"]
    let locked = try await Bench(environment: environment).call(call.tool, call.arguments)
    #expect(locked.object["code"] == "writes_not_allowed")
    environment["PAYIN_ALLOW_MAINNET_WRITES"] = "1"
    let asked = try await Bench(environment: environment).call(call.tool, call.arguments)
    #expect(asked.object["code"] == (call.arguments == Self.mixed ? "invalid_arguments" : "confirmation_required"))
  }

  /// A link with chains of both networks: on a main network its first chain is refused.
  private static let mixed = link(("USDC", "polygon-amoy"), ("USDC", "polygon-mainnet"))

  /// The list that was read from the server decides, on every network.
  @Test(arguments: hosts)
  func ownListOfAnyServerRefusesAnImpossiblePair(_ host: String) async throws {
    let environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": host]
    let rows = #"{"tokens":[{"symbol":"USDC","decimals":6,"chains":["polygon-amoy"]}]"#
    let whole = try Bench(.json(200, rows + #","total":1}"#), environment: environment)
    expectRefused(try await whole.call("create_order", Self.order("USDT", "polygon-amoy")), ["/currency"], "use USDC")
    #expect(whole.api.requests.allSatisfy { $0.method == .get })
    let data = #","data":{"orderId":"o","address":"\#(Self.address)"}"#
    for cut in [#","total":2"#, "", #","total":1,"hasMore":true"#] {
      let bench = try Bench(.json(200, rows + cut + data + "}"), environment: environment)
      let result = try await bench.call("create_order", Self.order("USDT", "polygon-amoy"))
      #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["token_not_on_chain"], "\(cut)")
    }
  }

  @Test func guardedNetworkIsToldBeforeAChainIs() async throws {
    let environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com"]
    let bench = try Bench(environment: environment)
    let result = try await bench.call("create_order", Self.order("USDT", "zzz"))
    #expect(result.object["code"] == "writes_not_allowed")
    #expect(bench.api.requests.isEmpty)
  }

  @Test func addressWatchedOnTheOtherNetworkIsTold() async throws {
    let body =
      #"{"data":{"depositAddress":"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359","monitoringTargets":[{"chain":"polygon-mainnet"}]}}"#
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
