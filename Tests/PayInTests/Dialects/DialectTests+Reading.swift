import HTTP
import JSON
import Testing

@testable import PayIn

extension DialectTests {
  private static let paid = #"{"data":{"id":"o-1","status":"completed","created_at":"t"}}"#
  private static let xpub =
    "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TM"

  private static func poolRow(_ family: String, _ address: String) -> ScriptedTransport.Reply {
    .json(
      200,
      #"""
      {"success":true,"data":{"address":"\#(address)","organization_id":"org","protocol":"\#(family)","state":"bound",
      "deposit_reference":"u","allocated_at":"t","master_public_key":"\#(xpub)","derivation_index":7}}
      """#)
  }

  private static let noAddress = ScriptedTransport.Reply.json(
    404, #"{"success":false,"error":"Not found","code":"DEPOSIT_ADDRESS_NOT_FOUND","message":"m"}"#)

  /// Row 5: of the transfers of this order the one confirmed last is the order's.
  @Test func paidOrderGetsItsTransactionFromTheTransfers() async throws {
    let transport = RoutedTransport([
      "GET /orders/o-1": [.json(200, Self.paid)],
      "GET /transfers": [
        .json(
          200,
          #"""
          {"data":[
          {"order_id":"o-2","transaction_hash":"0xOther","is_confirmed":true,"confirmed_at":"2025-01-28T12:00:00Z"},
          {"transaction_hash":"0xNobodys","is_confirmed":true,"confirmed_at":"2025-01-28T12:00:00Z"},
          {"order_id":"o-1","transaction_hash":"0xPart","is_confirmed":true,"confirmed_at":"2025-01-28T10:00:00Z"},
          {"order_id":"o-1","transaction_hash":"0xLast","is_confirmed":true,"confirmed_at":"2025-01-28T11:00:00Z"},
          {"order_id":"o-1","transaction_hash":"0xLate","is_confirmed":false,"confirmed_at":null}]}
          """#)
      ],
    ])
    #expect(try await PayInClient.make(transport).order("o-1")["txHash"] == "0xLast")
    #expect(transport.lines == ["GET /orders/o-1", "GET /transfers?orderId=o-1&limit=100"])
  }

  /// Row 5: where the transfers do not tell, what the payer sees does; it takes no key.
  @Test(
    arguments: [
      .json(404, #"{"error":"Not Found"}"#), .json(403, #"{"success":false,"error":"x"}"#), .json(200, #"{"data":[]}"#),
      .json(200, #"{"data":[{"order_id":"o-2","transaction_hash":"0xOther","is_confirmed":true}]}"#),
    ] as [ScriptedTransport.Reply])
  func paidOrderGetsItsTransactionFromThePayersPage(_ transfers: ScriptedTransport.Reply) async throws {
    let transport = RoutedTransport([
      "GET /orders/o-1": [.json(200, Self.paid)],
      "GET /transfers": [transfers],
      "GET /api/order-status/o-1": [.json(200, #"{"data":{"orderId":"o-1","transactionHash":"0xA"}}"#)],
    ])
    #expect(try await PayInClient.make(transport).order("o-1")["txHash"] == "0xA")
    #expect(transport.lines.last == "GET /api/order-status/o-1")
    #expect(transport.requests.last?.headers["authorization"] == nil)
  }

  /// Row 5: nobody tells, and the order is still the order; what is not there is not asked for again.
  @Test func orderWithoutItsTransactionIsStillTheOrder() async throws {
    let transport = RoutedTransport(["GET /orders/o-1": [.json(200, Self.paid)]])
    let client = try PayInClient.make(transport)
    for _ in 1...2 {
      let order = try await client.order("o-1")
      #expect((order["status"], order["txHash"]) == ("completed", nil))
    }
    #expect(transport.requests.count == 4)
  }

  /// Row 5: an order that needs no transaction, or has one, costs one request.
  @Test(arguments: [
    (#"{"data":{"orderId":"o-1","status":"completed","txHash":"0xA"}}"#, APIDialect.auto),
    (#"{"data":{"id":"o-1","status":"pending"}}"#, .published),
    (#"{"data":{"id":"o-1","status":"completed"}}"#, .documented),
  ])
  func otherOrdersAreReadOnce(_ body: String, _ dialect: APIDialect) async throws {
    let transport = RoutedTransport(["GET /orders/o-1": [.json(200, body)]])
    _ = try await PayInClient.make(transport, dialect: dialect).order("o-1")
    #expect(transport.requests.count == 1)
  }

  /// Row 6: only an unknown route leads to the other path, and from then on straight to it. The wallet's key stays out.
  @Test func depositorIsFoundUnderTheOtherPath() async throws {
    let transport = RoutedTransport([
      "GET /deposits/u": [Self.poolRow("evm", "0xA"), Self.poolRow("tron", "TA")],
      "GET /deposits/references": [
        .json(
          200,
          #"{"data":[{"depositReference":"uu"},{"depositReference":"u","totalDeposits":2,"totalAmount":{"USDC":"5"}}]}"#
        )
      ],
    ])
    let client = try PayInClient.make(transport)
    let expected = """
      {"depositReference":"u","address":"0xA","protocol":"evm","totalDeposits":2,\
      "totalAmountByCurrency":{"USDC":"5"},"boundAt":"t","addressByProtocol":{"evm":"0xA","tron":"TA"}}
      """
    #expect(JSONValue.object(try await client.depositReference("u").fields).description == expected)
    let published = [
      "GET /deposits/u?protocol=evm", "GET /deposits/u?protocol=tron",
      "GET /deposits/references?search=u&page=1&limit=100",
    ]
    #expect(transport.lines == ["GET /deposits/references/u"] + published)
    _ = try await client.depositReference("u")
    #expect(Array(transport.lines.dropFirst(4)) == published)
  }

  /// Row 6: bound in one protocol only.
  @Test func otherProtocolIsTriedWhereOneHasNoAddress() async throws {
    let transport = RoutedTransport(["GET /deposits/u": [Self.noAddress, Self.poolRow("tron", "TA")]])
    let resource = try await PayInClient.make(transport, dialect: .published).depositReference("u")
    #expect((resource["address"], resource["protocol"]) == ("TA", "tron"))
    #expect(resource.fields["addressByProtocol"] == nil)
  }

  /// Row 6: a resource that is missing is an answer, in either dialect.
  @Test func missingDepositorIsNotAMissingRoute() async throws {
    let documented = #"{"success":false,"error":"NotFound","message":"Deposit reference not found"}"#
    let documentedAPI = RoutedTransport(["GET /deposits/references/u": [.json(404, documented)]])
    #expect(await failure { _ = try await PayInClient.make(documentedAPI).depositReference("u") }?.code == .notFound)
    #expect(documentedAPI.requests.count == 1)
    let publishedAPI = RoutedTransport(["GET /deposits/u": [Self.noAddress]])
    #expect(await failure { _ = try await PayInClient.make(publishedAPI).depositReference("u") }?.code == .notFound)
    let neither = RoutedTransport([:])
    #expect(await failure { _ = try await PayInClient.make(neither).depositReference("u") }?.code == .endpointMissing)
  }

  /// Row 6: names under which the published code has other routes are refused before anything is sent.
  @Test(arguments: ["stats", "references", "bind"])
  func reservedReferenceIsNotSent(_ reference: String) async throws {
    let transport = RoutedTransport([:])
    let client = try PayInClient.make(transport, dialect: .published)
    let read = await failure { _ = try await client.depositReference(reference) }
    let bind = await failure { _ = try await client.bindDepositAddress(reference: reference, protocol: "evm") }
    for error in [read, bind] { #expect((error?.code, error?.field) == (.invalidArguments, "depositReference")) }
    #expect(bind?.outcome == .notSent)
    #expect(transport.requests.isEmpty)
    // While the dialect is not known it may be a depositor; the other path is not tried with it.
    _ = await failure { _ = try await PayInClient.make(transport).depositReference(reference) }
    #expect(transport.lines == ["GET /deposits/references/\(reference)"])
  }

  /// Row 7: addresses are no deposits; those are among the transfers.
  @Test(arguments: [#"[{"address":"0xA","organization_id":"org","deposit_reference":"u","state":"bound"}]"#, "[]"])
  func depositsAreReadFromTheTransfers(_ rows: String) async throws {
    let transfers = #"""
      {"data":[{"id":"t-1","deposit_reference":"u","business_type":"deposit","transaction_hash":"0xA","chain":"tron-nile",
      "token":"USDT","amount":"5.000000","to_address":"TA","is_confirmed":false,"is_failed":false,"detected_at":"t"},
      {"id":"t-2","transaction_hash":"0xB","is_confirmed":false,"is_failed":true}],"pagination":{"total":2}}
      """#
    let transport = RoutedTransport([
      "GET /deposits": [.json(200, #"{"success":true,"data":\#(rows)}"#)], "GET /transfers": [.json(200, transfers)],
    ])
    let client = try PayInClient.make(transport)
    let page = try await client.deposits(DepositFilter(reference: "u", status: "pending")).page
    try #require(page.rows.count == 2)
    #expect(
      JSONValue.object(page.rows[0].fields).description == """
        {"depositId":"t-1","depositReference":"u","status":"pending","amount":"5.000000","currency":"USDT",\
        "chainId":"tron-nile","address":"TA","txHash":"0xA","createdAt":"t"}
        """)
    #expect(page.rows[1]["status"] == "failed")
    #expect(
      transport.lines.last
        == "GET /transfers?businessType=deposit&depositReference=u&isConfirmed=false&isFailed=false&page=1&limit=20")
  }

  /// Row 7: a documented list is read once, even if it is empty.
  @Test(arguments: [#"{"data":{"deposits":[]}}"#, #"{"data":[{"depositId":"d","createdAt":"t","txHash":"0xA"}]}"#])
  func documentedDepositsAreReadOnce(_ body: String) async throws {
    let transport = RoutedTransport(["GET /deposits": [.json(200, body)]])
    #expect(try await PayInClient.make(transport).deposits().warnings.isEmpty)
    #expect(transport.requests.count == 1)
  }

  /// Row 7: an empty list of an API without transfers is an empty list.
  @Test func emptyListWithoutTransfersIsEmpty() async throws {
    let transport = RoutedTransport(["GET /deposits": [.json(200, #"{"data":[]}"#)]])
    #expect(try await PayInClient.make(transport).deposits().page.rows.isEmpty)
  }
}
