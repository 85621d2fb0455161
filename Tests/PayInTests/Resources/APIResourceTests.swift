import JSON
import Testing

@testable import PayIn

@Suite struct APIResourceTests {
  private func record(_ text: String, _ schema: ResourceSchema) throws -> String? {
    APIResource(try JSONParser.parse(text), schema: schema).map {
      JSONValue.object($0.fields).description
    }
  }

  @Test func databaseRowOfAnOrderGetsTheDocumentedNames() throws {
    let row = """
      {"id":"u-1","organization_id":"org","order_reference":"r","amount":"10.000000","token":"USDT","chain":"polygon-amoy",
      "address":"0xA","status":"completed","created_at":"c","grace_period_ends_at":"g","completed_at":"d",
      "confirmed_received":"12.000000","metadata":{"user_id":"x"},"url":"https://h/p","success_url":null}
      """
    #expect(
      try record(row, .order) == """
        {"orderId":"u-1","orderReference":"r","status":"completed","amount":"10.000000","currency":"USDT",\
        "chainId":"polygon-amoy","address":"0xA","paymentUrl":"https://h/p","confirmedAmount":"12.000000","expiresAt":"g",\
        "completedAt":"d","createdAt":"c"}
        """)
  }

  @Test func numbersKeepTheirDigits() throws {
    let row = #"{"orderId":12345678901234567890,"amount":0.100000000000000000}"#
    #expect(try record(row, .order) == #"{"orderId":"12345678901234567890","amount":"0.100000000000000000"}"#)
  }

  @Test func poolRowOfADepositNeverShowsTheWalletKey() throws {
    let row =
      #"{"address":"0xA","protocol":"evm","deposit_reference":"u","master_public_key":"xpub6","allocated_at":"t"}"#
    #expect(
      try record(row, .depositReference) == #"{"depositReference":"u","address":"0xA","protocol":"evm","boundAt":"t"}"#)
  }

  @Test func totalsPerTokenStayApart() throws {
    let row = #"{"depositReference":"u","totalDeposits":"3","totalAmount":{"USDT":"5.0","USDC":7.10}}"#
    #expect(
      try record(row, .depositReference)
        == #"{"depositReference":"u","totalDeposits":3,"totalAmountByCurrency":{"USDT":"5.0","USDC":"7.10"}}"#)
  }

  @Test func totalOfOneTokenStandsBesideTheMap() throws {
    let row = #"{"depositReference":"u","totalAmount":"5","totals":{"USDT":"5"}}"#
    #expect(
      try record(row, .depositReference)
        == #"{"depositReference":"u","totalAmount":"5","totalAmountByCurrency":{"USDT":"5"}}"#)
  }

  @Test func monitoringTargetsBecomeChains() throws {
    let row =
      #"{"depositAddress":"0xA","monitoringTargets":[{"chain":"a","token":"USDT"},{"chain":"a"},{"chain":"b"},3]}"#
    #expect(try record(row, .binding) == #"{"address":"0xA","monitoredChains":["a","b"]}"#)
  }

  @Test func archivedFlagStandsBesideTheStatus() throws {
    let row = #"{"id":"l","slug":null,"status":"published","is_archived":true,"url":null,"inventory_total":5}"#
    #expect(try record(row, .paymentLink) == #"{"id":"l","status":"published","archived":true,"inventoryTotal":5}"#)
  }

  @Test(arguments: ["null", "7", "[]", "{}", #"{"unknown":1}"#, #"{"orderId":null,"amount":[],"status":{}}"#])
  func valueWithoutKnownFieldsIsNoRecord(_ text: String) throws {
    #expect(try record(text, .order) == nil)
  }

  /// What is compared, sent back or paid by must be what the API has.
  @Test(arguments: [
    "a\u{202E}b\nc", "gift-❤️-2", "👩‍💻-77", "می‌روم", "订单　1", "x\u{200D}", "\u{FEFF}x", "e\u{301}",
    String(repeating: "x", count: 2_000),
  ])
  func valuesStayAsTheyCame(_ text: String) throws {
    let row = APIResource(
      ["orderReference": .string(text), "paymentUrl": .string("https://h/\(text)")], schema: .order)
    #expect(row?["orderReference"]?.hasSameBytes(as: text) == true)
    #expect(row?["paymentUrl"]?.hasSameBytes(as: "https://h/\(text)") == true)
  }

  @Test func textThatIsOutOfAllBoundsMakesTheRowUnreadable() {
    let text = String(repeating: "7", count: APIResource.maximumTextLength + 1)
    #expect(APIResource(["orderId": .string(text), "status": "pending"], schema: .order) == nil)
  }
}
