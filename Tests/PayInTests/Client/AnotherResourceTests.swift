import Testing

@testable import PayIn

/// A read by an id or reference that the API answers with another resource. Its address would be paid by mistake.
@Suite struct AnotherResourceTests {
  struct Read: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The path, with `ID` for what is asked for.
    let path: String
    /// The fields of the answer, with `ID` for what it is about.
    let row: String
    var dialect = APIDialect.auto
    let call: @Sendable (PayInClient, String) async throws(PayInError) -> Void

    func client(asked: String, answer: String, status: Int = 200) throws -> PayInClient {
      let path = path.replacing("ID", with: asked)
      let row = row.replacing("ID", with: answer)
      let transport = RoutedTransport(["GET \(path)": [.json(status, #"{"data":\#(row)}"#)]])
      return try PayInClient.make(transport, dialect: dialect)
    }
  }

  private static let reads = [
    Read(testDescription: "order", path: "/orders/ID", row: #"{"orderId":"ID","address":"0xA"}"#) {
      client, id throws(PayInError) in _ = try await client.order(id)
    },
    Read(testDescription: "order of the published code", path: "/orders/ID", row: #"{"id":"ID"}"#) {
      client, id throws(PayInError) in _ = try await client.order(id)
    },
    Read(testDescription: "poll of an order", path: "/orders/ID", row: #"{"orderId":"ID","status":"pending"}"#) {
      client, id throws(PayInError) in _ = try await client.orderProgress(id)
    },
    Read(testDescription: "stored order", path: "/orders/ID", row: #"{"orderId":"ID"}"#) {
      client, id throws(PayInError) in _ = try await client.storedOrder(id, by: client.deadline(for: .order))
    },
    Read(
      testDescription: "depositor", path: "/deposits/references/ID", row: #"{"depositReference":"ID","address":"0xA"}"#
    ) { client, id throws(PayInError) in _ = try await client.depositReference(id) },
    Read(
      testDescription: "depositor of the published code", path: "/deposits/ID",
      row: #"{"deposit_reference":"ID","address":"0xA"}"#, dialect: .published
    ) { client, id throws(PayInError) in _ = try await client.depositReference(id) },
    Read(testDescription: "payment link", path: "/payment-links/ID", row: #"{"id":"ID","title":"T"}"#) {
      client, id throws(PayInError) in _ = try await client.paymentLink(id)
    },
  ]

  @Test(arguments: reads)
  func answerAboutAnotherIsRefused(_ read: Read) async throws {
    for (asked, answer) in [("a1", "a2"), ("a1", "A1"), ("1", "1 "), ("1", "01")] {
      let client = try read.client(asked: asked, answer: answer)
      let error = try #require(await #expect(throws: PayInError.self) { try await read.call(client, asked) })
      #expect((error.code, error.retry, error.outcome) == (.unreadableReply, .safe, nil))
      #expect(
        error.message.rendered(in: .english)
          == "The API's answer cannot be used: it is about another resource than the one asked for (HTTP 200).")
    }
  }

  @Test(arguments: reads)
  func answerAboutTheSameIsTaken(_ read: Read) async throws {
    try await read.call(try read.client(asked: "a1", answer: "a1"), "a1")
  }

  /// The two encodings of "é" are two ids to the API.
  @Test func idsAreComparedByteByByte() async throws {
    let reply = ScriptedTransport.Reply.json(200, #"{"data":{"orderId":"e\u0301"}}"#)
    let client = try PayInClient.make(ScriptedTransport(reply))
    #expect(try await client.order("e\u{301}")["orderId"] == "e\u{301}")
    let error = await #expect(throws: PayInError.self) { try await client.order("\u{E9}") }
    #expect(error?.code == .unreadableReply)
  }

  /// What does not say what it is about is taken for what was asked for, as an answer of fewer fields always was.
  @Test func answerWithoutAnIdIsTaken() async throws {
    let client = try PayInClient.make(ScriptedTransport(.json(200, #"{"data":{"amount":"1"}}"#)))
    let order = try await client.order("a1")
    #expect((order["orderId"], order["amount"]) == ("a1", "1"))
  }

  /// The address in such a reply is that of another payer.
  @Test func newOrderOfAnotherReferenceIsNotHandedOut() async throws {
    let reply = #"{"data":{"orderId":"ord_8","orderReference":"order_2","address":"\#(OrderAPI.address)"}}"#
    let client = try PayInClient.make(ScriptedTransport(.json(201, reply)))
    let error = await #expect(throws: PayInError.self) { try await client.createOrder(.make()) }
    #expect(error?.outcome == .unknown)
  }

  @Test func bindingOfAnotherReferenceIsReadBack() async throws {
    let own = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    let transport = RoutedTransport([
      "POST /deposits/bind": [
        .json(201, #"{"data":{"depositReference":"u2","protocol":"evm","address":"\#(OrderAPI.address)"}}"#)
      ],
      "GET /deposits/references/u1": [
        .json(200, #"{"data":{"depositReference":"u1","protocol":"evm","address":"\#(own)"}}"#)
      ],
    ])
    let result = try await PayInClient.make(transport).bindDepositAddress(reference: "u1", protocol: "evm")
    #expect(result.outcome == .reconciled)
    #expect(result.resource?["address"] == own)
  }

  /// The address of a new order is not taken from another one.
  @Test func addressOfAnotherOrderIsNotTheNewOnes() async throws {
    let stored = #"{"data":{"orderId":"ord_8","status":"pending","address":"\#(OrderAPI.address)"}}"#
    let transport = RoutedTransport([
      "POST /orders": [.json(201, #"{"data":{"orderId":"ord_7"}}"#)], "GET /orders/ord_7": [.json(200, stored)],
    ])
    let client = try PayInClient.make(transport)
    let error = await #expect(throws: PayInError.self) { try await client.createOrder(.make()) }
    #expect(error?.code == .addressUnusable)
  }
}
