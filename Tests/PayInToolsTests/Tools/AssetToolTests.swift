import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct AssetToolTests {
  private static let live = #"{"tokens":[{"symbol":"NEW","decimals":2,"chains":[{"chainId":"new-chain"}]}],"total":1}"#

  private func chainIDs(_ result: ToolResult) -> [String] {
    result.object["chains"]?.array?.compactMap { $0["chainId"]?.string } ?? []
  }

  @Test func sandboxListsItsChainsWithoutACall() async throws {
    let bench = try Bench()
    let result = try await bench.call("list_assets", [:])
    #expect(result.object["source"] == "built_in")
    #expect(result.object["warnings"] == nil)
    #expect(
      result.summary == """
        6 chains with tokens, from the built-in list: ethereum-sepolia (USDC, USDT, PYUSD, DAI), \
        polygon-amoy (USDC, DAI), arbitrum-sepolia (USDC), xlayer-testnet (USDC), tron-nile (USDT), solana-devnet (USDC, PYUSD).
        """)
    #expect(
      chainIDs(result) == [
        "ethereum-sepolia", "polygon-amoy", "arbitrum-sepolia", "xlayer-testnet", "tron-nile", "solana-devnet",
      ])
    #expect(
      result.object["chains"]?.array?[1] == [
        "chainId": "polygon-amoy", "name": "Polygon Amoy Testnet", "network": "testnet", "protocol": "evm",
        "confirmations": 10,
        "tokens": [
          ["currency": "USDC", "decimals": 6, "contract": "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582"],
          ["currency": "DAI", "decimals": 6, "contract": "0x1800000000000000000000000000000000000018"],
        ],
      ])
    #expect(bench.api.requests.isEmpty)
  }

  @Test func liveListIsShownAsTheAPIHasIt() async throws {
    let bench = try Bench(.json(200, Self.live), environment: Bench.live)
    let result = try await bench.call("list_assets", [:])
    #expect(
      result.object == [
        "source": "live",
        "chains": [["chainId": "new-chain", "tokens": [["currency": "NEW", "decimals": 2]]]],
      ])
    _ = try await bench.call("list_assets", ["currency": "NEW"])
    #expect(bench.api.requests.count == 2)
  }

  @Test(arguments: [
    StubAPI.Reply.json(404, #"{"error":"Not Found"}"#), .json(401, "{}"), .json(500, "{}"), .json(200, "<html>"),
    .failure(HTTPTransportError(.connectionRefused, mayHaveReachedServer: false)),
  ])
  func builtInTableStandsInAndIsMarked(_ reply: StubAPI.Reply) async throws {
    let result = try await Bench(reply, environment: Bench.live).call("list_assets", [:])
    #expect(!result.isError)
    #expect(result.object["source"] == "built_in")
    #expect(chainIDs(result).count == 6)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["assets_built_in"])
  }

  @Test func missingKeyIsNoReasonToFail() async throws {
    let bench = try Bench(environment: ["PAYIN_API_KEY": "sk_wrong"])
    let result = try await bench.call("list_assets", [:])
    #expect(!result.isError)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["assets_built_in"])
    #expect(bench.api.requests.isEmpty)
  }

  @Test func mainnetListsItsOwnChains() async throws {
    let environment = ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com"]
    let result = try await Bench(.json(404, "{}"), environment: environment).call("list_assets", [:])
    #expect(chainIDs(result).count == 6)
    #expect(result.object["chains"]?.array?.allSatisfy { $0["network"] == "mainnet" } == true)
  }

  @Test(
    arguments: [
      (["chainId": "trc20"], ["tron-nile"], 1), (["chainId": "ethereum-sepolia"], ["ethereum-sepolia"], 4),
      (["currency": "usdt"], ["ethereum-sepolia", "tron-nile"], 2),
      (["chainId": "eth", "currency": "PYUSD"], ["ethereum-sepolia"], 1), (["chainId": "bsc"], [], 0),
      (["chainId": "tron", "currency": "USDC"], [], 0),
    ] as [(JSONObject, [String], Int)])
  func filtersNarrowTheList(_ arguments: JSONObject, _ chains: [String], _ pairs: Int) async throws {
    let result = try await Bench().call("list_assets", arguments)
    #expect(chainIDs(result) == chains)
    #expect(result.object["chains"]?.array?.map { $0["tokens"]?.array?.count ?? 0 }.reduce(0, +) == pairs)
    #expect(result.summary.contains("No such") == chains.isEmpty)
  }

  @Test func fatListIsCutAndThatIsSaid() async throws {
    let long = String(repeating: "c", count: 60)
    let places = (0..<200).map { #"{"chainId":"\#(long)\#($0)","contractAddress":"\#(long)"}"# }
    let rows = (0..<5).map { #"{"symbol":"T\#($0)","chains":[\#(places.joined(separator: ","))]}"# }
    let body = #"{"tokens":[\#(rows.joined(separator: ","))]}"#
    let result = try await Bench(.json(200, body), environment: Bench.live).call("list_assets", [:])
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["assets_cut"])
    let size = JSONWriter.bytes(of: .object(result.object)).count
    #expect(size > 50_000 && size <= 60_000)
  }
}
