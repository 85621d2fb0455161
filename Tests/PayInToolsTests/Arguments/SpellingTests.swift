import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

/// Tokens, chains, choices and orders may be named as people do.
@Suite struct SpellingTests {
  private static func body(_ bench: Bench) throws -> JSONValue {
    try JSONParser.parse(try #require(bench.api.requests.last?.body))
  }

  @Test(arguments: [
    ("en", "Read as currency = USDT, chainId = tron-nile."), ("zh", "已读作 currency = USDT、chainId = tron-nile。"),
  ])
  func whatIsSentIsTheHostsSpelling(_ language: String, _ text: String) async throws {
    let bench = try Bench(environment: ["PAYIN_LANG": language])
    var order = ToolExample.order
    (order["currency"], order["chainId"]) = ("usdt", "Tron Nile")
    let result = try await bench.call("create_order", order)
    #expect(try (Self.body(bench)["currency"], Self.body(bench)["chainId"]) == ("USDT", "tron-nile"))
    #expect(result.object["warnings"]?.array?.first == ["code": "argument_read", "message": .string(text)])
  }

  @Test func rowsOfALinkAreReadOneByOne() async throws {
    let bench = try Bench()
    var link = ToolExample.link
    link["currencies"] = [
      ["currency": "USDC", "chainId": "polygon-amoy"], ["currency": "pyusd", "chainId": "ethereum-sepolia"],
    ]
    let result = try await bench.call("create_payment_link", link)
    let prices = try Self.body(bench)["currencies"]?.array?.map { $0["currency"] }
    #expect(prices == ["USDC", "PYUSD"])
    #expect(result.summary.contains("Read as currencies/1/currency = PYUSD."))
  }

  @Test(arguments: ["list_orders", "list_deposits", "get_order_stats", "list_transfers"])
  func filterIsReadInAnyCaseAndACommonNameIsAskedBack(_ tool: String) async throws {
    let bench = try Bench()
    _ = try await bench.call(tool, ["currency": "usdt", "chainId": "TRON-NILE"])
    let url = try #require(bench.api.requests.last?.url)
    #expect(url.contains("currency=USDT") || url.contains("token=USDT"))
    #expect(url.contains("=tron-nile"))
    let asked = try await bench.call(tool, ["chainId": "polygon"])
    #expect((asked.object["code"], asked.object["retry"]) == ("invalid_arguments", "after_change"))
    #expect(asked.summary.contains("Did you mean polygon-amoy?"))
  }

  /// Which chain is meant is not said, and this may be real money.
  @Test func commonNameOfAChainIsAskedBackBeforeAnOrderIsMade() async throws {
    let bench = try Bench(.json(404, #"{"error":"Not Found"}"#), environment: Bench.live)
    var order = ToolExample.order
    order["chainId"] = "tron"
    let result = try await bench.call("create_order", order)
    #expect(result.summary.contains("Did you mean tron-nile?"))
    #expect(bench.api.requests.allSatisfy { $0.method == .get })
  }

  @Test func choiceIsReadInAnyCase() async throws {
    let bench = try Bench()
    let result = try await bench.call("bind_deposit_address", ["depositReference": "u", "protocol": "EVM"])
    #expect(try Self.body(bench)["protocol"] == "evm")
    #expect(result.summary.contains("`protocol` was read as evm."))
  }

  @Test(arguments: ["get_order", "wait_for_order"])
  func orderIsNamedInExactlyOneWay(_ tool: String) async throws {
    for arguments in [[:], ["orderId": "ord_1", "orderReference": "order_123"]] as [JSONObject] {
      let bench = try Bench()
      let result = try await bench.call(tool, arguments)
      #expect(result.object["code"] == "invalid_arguments")
      #expect(result.summary.contains("Give `orderId` or `orderReference`, and not both."))
      #expect(bench.api.requests.isEmpty)
    }
  }

  @Test func orderIsReadByItsReference() async throws {
    let row = #"{"orderId":"ord_1","orderReference":"order_123","status":"pending"}"#
    let lookUp = #"{"data":{"orders":[\#(row)],"pagination":{"total":1}}}"#
    for tool in ["get_order", "wait_for_order"] {
      let bench = try Bench(lookUp: lookUp, time: .withoutFurtherPolls)
      let result = try await bench.call(tool, ["orderReference": "order_123"])
      #expect(result.object["orderId"] == "ord_1")
      #expect(bench.api.requests.map { $0.url.hasSuffix("/orders/ord_1") } == [true])
    }
    let none = try await Bench().call("get_order", ["orderReference": "order_12"])
    #expect((none.object["code"], none.object["next"]?["tool"]) == ("not_found", "list_orders"))
  }

  @Test(arguments: [("from", "yesterday"), ("to", "2026-13-01")])
  func textThatIsNoTimeIsRefused(_ name: String, _ text: String) async throws {
    let bench = try Bench()
    let result = try await bench.call("list_orders", [name: .string(text)])
    #expect(result.summary.contains("Give `\(name)` as a date such as 2026-01-31"))
    #expect(bench.api.requests.isEmpty)
  }
}
