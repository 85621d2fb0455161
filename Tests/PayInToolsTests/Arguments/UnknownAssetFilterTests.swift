import JSON
import MCP
import Testing

@testable import PayInTools

/// Filters by a token or chain that nothing is known of: an empty list would look like an answer.
@Suite struct UnknownAssetFilterTests {
  private static let none = #"{"data":{"orders":[],"pagination":{"total":0}}}"#
  private static let one = """
    {"data":{"orders":[{"orderId":"o","status":"pending","currency":"USD","chainId":"bsc"}],"pagination":{"total":1}}}
    """
  private static let testnet = Bench.live
  private static let own = Bench.live.merging(["PAYIN_BASE_URL": "https://pay.example.org"]) { $1 }

  private func codes(_ result: ToolResult) -> [String] {
    result.object["warnings"]?.array?.compactMap { $0["code"]?.string } ?? []
  }

  @Test(
    arguments: [[:], testnet, own],
    [
      (["currency": "USD"], "token_unknown", "USDT"), (["chainId": "bsc"], "chain_unknown", "tron-nile"),
      (["currency": "USDC", "chainId": "tron-nile"], "token_not_on_chain", "USDT"),
      (["currency": "USD", "chainId": "tron-nile"], "token_unknown", "USDT"),
    ] as [(JSONObject, String, String)])
  func emptyListSaysThatTheTokenIsNotKnown(
    _ environment: [String: String], _ call: (arguments: JSONObject, code: String, known: String)
  ) async throws {
    let bench = try Bench(.json(200, Self.none), environment: environment)
    let result = try await bench.call("list_orders", call.arguments)
    #expect(!result.isError)
    #expect(codes(result) == [call.code])
    #expect(result.summary.contains(call.known))
    #expect(bench.api.requests.count == 1)
  }

  @Test(arguments: [testnet, [:]])
  func chainOfTheOtherNetworkIsDoubtful(_ environment: [String: String]) async throws {
    let bench = try Bench(.json(200, Self.none), environment: environment)
    let result = try await bench.call("list_orders", ["chainId": "ethereum-mainnet"])
    #expect(codes(result) == ["chain_unknown"])
    #expect(result.summary.contains("Did you mean ethereum-sepolia?"))
  }

  @Test func emptyStatisticsSayItToo() async throws {
    let counts = #"{"data":{"totalOrders":0,"completedOrders":0,"pendingOrders":0,"expiredOrders":0}}"#
    let result = try await Bench(.json(200, counts)).call("get_order_stats", ["currency": "USD"])
    #expect(codes(result) == ["token_unknown"])
  }

  /// The API knows more than the table, for rows of it are there.
  @Test(arguments: [[:], testnet, own], [["currency": "USD"], ["chainId": "bsc"]] as [JSONObject])
  func rowsAreNotDoubted(_ environment: [String: String], _ arguments: JSONObject) async throws {
    let result = try await Bench(.json(200, Self.one), environment: environment).call("list_orders", arguments)
    #expect(codes(result).isEmpty)
  }

  @Test(
    arguments: [["currency": "USDT"], ["currency": "usdc"], ["chainId": "tron-nile", "currency": "USDT"]]
      as [JSONObject])
  func knownTokenIsNotDoubted(_ arguments: JSONObject) async throws {
    let result = try await Bench(.json(200, Self.none)).call("list_orders", arguments)
    #expect(!codes(result).contains { $0 != "argument_read" })
  }
}
