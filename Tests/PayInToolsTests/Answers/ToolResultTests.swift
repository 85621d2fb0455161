import HTTP
import JSON
import JSONSchema
import MCP
import Testing

@testable import PayIn
@testable import PayInTools

@Suite struct ToolResultTests {
  private func expectFits(_ result: ToolResult, _ example: ToolExample) throws {
    #expect(!result.isError, "\(result.summary)")
    let schema = try JSONSchema.compile(try #require(try ToolFile.definition(example.name)["outputSchema"]))
    let violations = schema.validate(.object(result.object))
    #expect(violations.isEmpty, "\(violations.map { "\($0.pointer): \($0.fix)" })")
    #expect(result.meta.isEmpty)
    expectExactValues(.object(result.object))
  }

  /// Amounts, ids and references are strings; no number is one that JavaScript would round.
  private func expectExactValues(_ value: JSONValue) {
    for element in value.array ?? [] { expectExactValues(element) }
    for member in value.object?.members ?? [] {
      let name = member.name.lowercased()
      if name == "valid" {
        #expect(member.value.bool != nil)
      } else if name.hasSuffix("amount") || name.hasSuffix("id") || name.hasSuffix("reference") {
        #expect(member.value.string != nil, "\(member.name)")
      }
      if let number = member.value.number { #expect((number.integer ?? .max) <= 1 << 53) }
      expectExactValues(member.value)
    }
  }

  @Test(arguments: ToolExample.all)
  func documentedReplyFitsTheOutputSchema(_ example: ToolExample) async throws {
    let bench = try Bench(time: .withoutFurtherPolls)
    let result = try await bench.call(example)
    try expectFits(result, example)
    let expected = ["update_payment_link", "update_payment_link_currencies"].contains(example.name)
    let codes = result.object["warnings"]?.array?.map { $0["code"] } ?? []
    #expect(codes == (expected ? ["price_live"] : []), "\(result)")
    let sendsNothing = (ToolExample.local + ["list_assets"]).contains(example.name)
    #expect(bench.api.requests.count == (sendsNothing ? 0 : 1))
    #expect(bench.api.requests.allSatisfy { ($0.method != .get) == example.operation.kind.isWrite })
  }

  /// Replies of the other dialects, and as little as a reply may hold.
  @Test(arguments: [
    (
      "create_order",
      #"{"success":true,"data":{"orderId":7,"paymentAddress":"0xA","amount":49.990000,"url":"https://h"}}"#
    ),
    ("get_order", #"{"success":true,"data":{"id":"ord_1","token":"USDT","chain":"c","amount":49.99}}"#),
    ("get_order", #"{"data":{"order_id":"ord_1"}}"#), ("get_order", #"{"data":{"amount":1}}"#),
    (
      "list_orders",
      #"{"success":true,"data":[{"id":1,"amount":2}],"pagination":{"page":"1","limit":"20","total":"1"}}"#
    ),
    ("list_orders", #"{"data":[]}"#),
    ("bind_deposit_address", #"{"data":{"depositAddress":"0xB","monitoringTargets":[{"chain":"a"}]}}"#),
    ("unbind_deposit_address", ""), ("unbind_deposit_address", "{}"),
    ("get_deposit_reference", #"{"data":{"address":"0xB","totalDeposits":"3","totalAmount":{"USDT":"1","DAI":2}}}"#),
    ("list_deposits", #"{"data":[{"deposit_reference":"user_456","address":"0xB","state":"confirmed"}]}"#),
    ("create_payment_link", #"{"data":{"id":"l","slug":null,"url":null,"amount":"2500.000000","status":"draft"}}"#),
    ("publish_payment_link", ""),
    ("publish_payment_link", #"{"success":true,"data":{"id":"link_1","is_archived":false}}"#),
    ("archive_payment_link", #"{"success":true,"message":"ok"}"#),
    ("get_order_stats", #"{"data":{"totalOrders":0,"totalAmount":"0","avgPaymentTimeSeconds":0,"byToken":{}}}"#),
    ("list_deposit_references", #"{"data":[{"depositReference":"user_456","totalAmount":{"USDT":1}}]}"#),
    ("list_transfers", #"{"data":[{"id":7,"is_confirmed":true,"transaction_hash":"0xC","token":"USDT"}]}"#),
    ("get_deposit_stats", #"{"data":{"boundAddressCount":1,"activeReferences":1,"totalDeposits":1}}"#),
    ("get_payment_link", #"{"data":{"id":"link_1","slug":null,"url":null,"currencies":[{"currency":"USDC"}]}}"#),
    ("list_payment_links", #"{"data":[{"id":"l","is_archived":false,"title":"Logo","status":"published"}]}"#),
    ("update_payment_link", ""), ("update_payment_link_currencies", #"{"success":true}"#),
    ("unpublish_payment_link", ""), ("restore_payment_link", #"{"data":{"id":"link_1","is_archived":false}}"#),
    ("get_payment_link_stats", #"{"data":{"totalLinks":1,"revenue":{"USDC":12.5},"conversionRate":50}}"#),
    ("list_payment_link_orders", #"{"data":[{"id":"x","order_id":"o","buyer_email":"a@b.c"}]}"#),
    ("check_address_pool", #"{"data":{"protocol":"evm","total":"3","available":1}}"#),
    ("list_pool_addresses", #"{"data":{"addresses":[{"address":"0xA","state":"idle"}],"total":1}}"#),
    ("simulate_payment", #"{"data":{"transfer":{"txHash":"0xD","reason":"late"},"deposit":{"depositId":"d"}}}"#),
    ("deliver_webhook", #"{"data":{"deliveries":[{"delivered":false,"problem":"HTTP 500"},{}]}}"#),
    ("get_status", #"{"status":"unhealthy","error":"db","extra":{}}"#),
  ])
  func otherDialectsFitTheOutputSchema(_ name: String, _ body: String) async throws {
    let example = try #require(ToolExample.all.first { $0.name == name })
    try expectFits(try await Bench(.json(200, body)).call(example), example)
  }

  @Test func writeSaysWhereItHappened() async throws {
    for example in ToolExample.all where example.operation.kind.isWrite {
      let result = try await Bench().call(example)
      #expect(result.object["environment"] == ["mode": "sandbox", "host": "127.0.0.1:4010"])
      #expect(result.summary.hasPrefix("[sandbox] "))
      #expect(result.object["outcome"] != nil)
    }
  }

  @Test func orderSummaryTellsWhatToSendWhere() async throws {
    let result = try await Bench(environment: Bench.live).call("create_order", ToolExample.order)
    #expect(
      result.summary == """
        [testnet] Created order ord_1 ("order_123") for 49.99 USDT on ethereum-sepolia. \
        Send only USDT on ethereum-sepolia to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed before 2025-01-28T10:45:00Z. \
        Or pay at https://testnet.payin.com/pay/ord_1
        """)
  }

  @Test func emptyListSaysThatNothingMatches() throws {
    let envelope = try #require(Envelope(Array(#"{"data":[],"pagination":{"page":1,"limit":20,"total":0}}"#.utf8)))
    let page = try #require(Page(envelope, rowsName: "orders", asked: .init(), schema: .order))
    #expect(Summary.list("orders", shown: 0, of: page).rendered(in: .english) == "0 orders match.")
  }

  @Test(arguments: [
    ("*", 20, "all routes, for the next 20 requests"), ("GET /orders", 1, "GET /orders, for the next request"),
  ])
  func injectedFaultSaysWhatItIsSetFor(route: String, count: Int, expected: String) throws {
    let fields: JSONObject = ["kind": "status", "route": .string(route), "remaining": .number(JSONNumber(count))]
    let fault = try #require(LocalizedTextTable.record(fields, .fault))
    #expect(Summary.injected(fault: fault).rendered(in: .english) == "Fault status is set for \(expected).")
  }

  @Test func existingOrderIsNotCalledNew() async throws {
    let order =
      #"{"orderId":"o","orderReference":"order_123","amount":"49.990","currency":"USDT","chainId":"ethereum-sepolia","status":"completed"}"#
    let bench = try Bench(lookUp: #"{"data":{"orders":[\#(order)]}}"#)
    let result = try await bench.call("create_order", ToolExample.order)
    #expect(result.object["outcome"] == "replayed")
    #expect(
      result.summary.hasPrefix(
        "[sandbox] No new order was made: order o (\"order_123\") for 49.990 USDT on ethereum-sepolia has this reference and is "
          + "completed. Warning: The API does not show these fields of the existing order"))
    #expect(result.object["warnings"]?.array?.compactMap { $0["code"] } == ["not_compared"])
    #expect(bench.api.requests.isEmpty)
  }

  @Test func numberGivenAsAmountIsSentDigitByDigitAndSaid() async throws {
    var arguments = ToolExample.order
    arguments["amount"] = .number(try #require(JSONNumber("49.990")))
    let bench = try Bench()
    let result = try await bench.call("create_order", arguments)
    let body = try JSONParser.parse(try #require(bench.api.requests.first).body)
    #expect(body["amount"] == "49.990")
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["argument_read"])
  }

  @Test func ignoredFilterIsSaid() async throws {
    let result = try await Bench().call("list_orders", ["status": "expired"])
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["filter_ignored"])
    #expect(result.summary.contains("status"))
  }

  @Test func pageSaysWhereTheNextOneBegins() async throws {
    let body = #"{"data":{"orders":[{"orderId":"1"}],"pagination":{"page":2,"limit":1,"total":5,"totalPages":5}}}"#
    let result = try await Bench(.json(200, body)).call("list_orders", ["page": 2, "limit": 1])
    #expect(
      result.object["pagination"] == [
        "page": 2, "limit": 1, "total": 5, "totalPages": 5, "hasMore": true, "next": ["page": 3, "limit": 1],
      ])
  }

  /// Every field of a hundred rows filled to the brim.
  @Test func fatPageIsCutAndTheRestCanBeAskedFor() async throws {
    let fat = String(repeating: "金", count: 1000)
    let row = #"{"orderId":"ID","orderReference":"\#(fat)","address":"\#(fat)","paymentUrl":"\#(fat)"}"#
    let rows = (0..<100).map { row.replacing("ID", with: String($0)) }.joined(separator: ",")
    let body = #"{"data":{"orders":[\#(rows)],"pagination":{"page":3,"limit":100,"total":300,"totalPages":3}}}"#
    let result = try await Bench(.json(200, body)).call("list_orders", ["page": 3, "limit": 100])
    #expect(JSONWriter.bytes(of: .object(result.object)).count <= 60_000)
    let shown = try #require(result.object["orders"]?.array?.count)
    #expect(shown > 0 && shown < 100)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["rows_cut"])
    let next = try #require(result.object["pagination"]?["next"])
    let (page, limit) = try (#require(next["page"]?.number?.integer), #require(next["limit"]?.number?.integer))
    #expect((page - 1) * limit == 200 + shown)
    #expect(result.object["pagination"]?["hasMore"] == true)
  }

  @Test func fattestSingleRowStaysWithinTheCap() async throws {
    let fat = String(repeating: "\u{1D4D0}", count: 5000)
    let fields = ResourceSchema.order.fields.map { "\"\($0.name)\":\"\(fat)\"" }.joined(separator: ",")
    let result = try await Bench(.json(200, "{\"data\":{\(fields)}}")).call("get_order", ["orderId": "1"])
    #expect(JSONWriter.bytes(of: .object(result.object)).count <= 60_000)
  }
}
