import HTTP
import JSON
import Testing

@testable import PayIn

/// An API that gives out addresses which nobody can pay to.
@Suite struct UnusableAddressTests {
  private static let evm = OrderAPI.address
  private static let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"

  private func failure<Value>(_ call: () async throws -> Value) async throws -> PayInError {
    try #require(await #expect(throws: PayInError.self) { _ = try await call() })
  }

  private func order(_ chainID: String = "ethereum-sepolia") throws -> NewOrder {
    NewOrder(reference: "order_1", amount: try Amount("10.50"), currency: "USDT", chainID: chainID)
  }

  private func expectUnusable(_ error: PayInError, _ id: String) {
    #expect(error.code == .addressUnusable)
    #expect(error.outcome == .done)
    #expect(error.retry == .never)
    #expect(error.resourceID == id)
    for language in Language.allCases { #expect(error.message.rendered(in: language).contains(id), "\(error)") }
    #expect(error.message[.english].rendered().contains("must not be paid"))
  }

  static let rows: [(chain: String, address: JSONValue?)] = [
    ("ethereum-sepolia", nil), ("ethereum-sepolia", .null), ("ethereum-sepolia", ""), ("ethereum-sepolia", " \u{200B}"),
    ("ethereum-sepolia", .string(tron)), ("tron-nile", .string(evm)), ("tron-nile", ""),
    ("solana-devnet", .string(evm)), ("a-new-chain", ""), ("a-new-chain", nil),
  ]

  @Test(arguments: rows)
  func orderWithoutAUsableAddressIsAnErrorAlthoughItExists(_ row: (chain: String, address: JSONValue?)) async throws {
    var data: JSONObject = ["orderId": "ord_7", "status": "pending"]
    data["address"] = row.address
    let reply = ScriptedTransport.Reply.json(
      201, JSONValue.object(["success": true, "data": .object(data)]).description)
    let transport = RoutedTransport(["POST /orders": [reply], "GET /orders/ord_7": [reply]])
    let client = try PayInClient.make(transport)
    let error = try await failure { try await client.createOrder(order(row.chain)) }
    expectUnusable(error, "ord_7")
    #expect(error.message[.english].rendered().contains("order_1"))
    #expect(error.requestID == "req_1")
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
  }

  /// The same however the order was come by.
  @Test(arguments: ["", tron])
  func replayedAndReconciledOrdersAreCheckedToo(_ address: String) async throws {
    let row: JSONObject = [
      "orderId": "ord_7", "orderReference": "order_1", "amount": "10.50", "currency": "USDT",
      "chainId": "ethereum-sepolia", "status": "pending", "address": .string(address),
    ]
    let replaying = OrderAPI()
    replaying.add(row)
    let replayed = try PayInClient.make(replaying, checksDuplicates: true)
    expectUnusable(try await failure { try await replayed.createOrder(order()) }, "ord_7")
    #expect(replaying.posts == 0)

    let losing = OrderAPI(.before(OrderAPI.lost))
    let reconciled = try PayInClient.make(
      Losing(losing) { losing.add(row) }, checksDuplicates: true)
    expectUnusable(try await failure { try await reconciled.createOrder(order()) }, "ord_7")
    #expect(losing.posts == 1)
  }

  /// Loses the answer to a POST after something was done.
  private struct Losing: HTTPTransport {
    let api: OrderAPI
    let effect: @Sendable () -> Void

    init(_ api: OrderAPI, _ effect: @escaping @Sendable () -> Void) {
      (self.api, self.effect) = (api, effect)
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
      if request.method == .post { effect() }
      return try await api.send(request)
    }
  }

  /// Their addresses are not paid to any more.
  @Test(arguments: ["completed", "expired"])
  func settledOrderNeedsNoAddress(_ status: String) async throws {
    let api = OrderAPI()
    api.add([
      "orderId": "ord_7", "orderReference": "order_1", "amount": "10.50", "currency": "USDT",
      "chainId": "ethereum-sepolia", "status": .string(status), "address": "",
    ])
    let result = try await PayInClient.make(api, checksDuplicates: true).createOrder(order())
    #expect(result.outcome == .replayed)
    #expect(!result.warnings.contains { $0.code == .addressDoubtful })
  }

  /// A reply that leaves the address out is not the last word.
  @Test func addressThatTheReplyLeavesOutIsRead() async throws {
    let stored = #"{"data":{"orderId":"ord_7","status":"pending","address":"\#(Self.evm)"}}"#
    let transport = RoutedTransport([
      "POST /orders": [.json(201, #"{"data":{"orderId":"ord_7","paymentUrl":"https://h/p"}}"#)],
      "GET /orders/ord_7": [.json(200, stored)],
    ])
    let result = try await PayInClient.make(transport).createOrder(order())
    #expect(result.outcome == .created)
    #expect(result.resource?["address"] == Self.evm)
    #expect(result.resource?["paymentUrl"] == "https://h/p")
    #expect(result.resource?["orderReference"] == "order_1")
    #expect(transport.lines == ["POST /orders", "GET /orders/ord_7"])
  }

  @Test(arguments: [
    ("ethereum-sepolia", "0xA"), ("ethereum-sepolia", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"),
    ("ethereum-sepolia", "0x0000000000000000000000000000000000000000"),
    ("ethereum-sepolia", "0x5\u{0430}Aeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("tron-nile", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"),
  ])
  func doubtfulAddressIsWarnedAbout(_ chain: String, _ address: String) async throws {
    let body = JSONValue.object(["data": ["orderId": "ord_7", "address": .string(address)]]).description
    let result = try await PayInClient.make(ScriptedTransport(.json(201, body))).createOrder(order(chain))
    #expect(result.warnings.map(\.code) == [.addressDoubtful])
    let message = try #require(result.warnings.first?.message.rendered(in: .english))
    #expect(message.contains("Nobody may pay to the address of order ord_7"))
  }

  /// A chain that this version does not know has the family that the API's own list gives it, or the reply.
  @Test func familyOfAnUnknownChainIsFoundOut() async throws {
    let order = #"{"data":{"orderId":"ord_7","address":"\#(Self.evm)"FAMILY}}"#
    func transport(_ family: String) -> RoutedTransport {
      RoutedTransport([
        "GET /api/tokens": [.json(200, #"{"tokens":[{"symbol":"USDT","chains":["new-chain"]}],"total":1}"#)],
        "GET /chains": [.json(200, #"{"chains":[{"chainId":"new-chain","protocol":"tron"}]}"#)],
        "POST /orders": [.json(201, order.replacing("FAMILY", with: family))],
      ])
    }
    let unread = try PayInClient.make(transport(""))
    #expect(try await unread.createOrder(self.order("new-chain")).warnings.isEmpty)
    let read = try PayInClient.make(transport(""))
    _ = try await read.assets()
    expectUnusable(try await failure { try await read.createOrder(self.order("new-chain")) }, "ord_7")
    let told = try PayInClient.make(transport(#","protocol":"tron""#))
    expectUnusable(try await failure { try await told.createOrder(self.order("new-chain")) }, "ord_7")
  }

  @Test(arguments: [("evm", ""), ("evm", tron), ("tron", evm), ("tron", " ")])
  func boundAddressThatCannotBeUsedIsAnError(_ family: String, _ address: String) async throws {
    let body = JSONValue.object(["data": ["depositReference": "user_1", "address": .string(address)]]).description
    let transport = RoutedTransport(["POST /deposits/bind": [.json(201, body)]])
    let client = try PayInClient.make(transport)
    let error = try await failure { try await client.bindDepositAddress(reference: "user_1", protocol: family) }
    expectUnusable(error, "user_1")
    #expect(transport.lines.count { $0.hasPrefix("POST") } == 1)
  }

  @Test func boundAddressThatTheReplyLeavesOutIsRead() async throws {
    func transport(_ family: String) -> RoutedTransport {
      let stored = #"{"data":{"depositReference":"user_1","address":"\#(Self.evm)","protocol":"\#(family)"}}"#
      return RoutedTransport([
        "POST /deposits/bind": [.json(201, #"{"data":{"depositReference":"user_1"}}"#)],
        "GET /deposits/references/user_1": [.json(200, stored)],
      ])
    }
    let result = try await PayInClient.make(transport("evm")).bindDepositAddress(reference: "user_1", protocol: "evm")
    #expect(result.resource?["address"] == Self.evm)
    let other = try PayInClient.make(transport("tron"))
    expectUnusable(
      try await failure { try await other.bindDepositAddress(reference: "user_1", protocol: "evm") }, "user_1")
  }

  @Test func doubtfulBoundAddressIsWarnedAbout() async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(201, #"{"data":{"address":"0xB"}}"#)))
    let result = try await client.bindDepositAddress(reference: "user_1", protocol: "evm")
    #expect(result.warnings.map(\.code) == [.addressDoubtful])
  }
}
