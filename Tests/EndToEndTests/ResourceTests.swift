import JSON
import TestSupport
import Testing

/// What can be read by address, through the built program.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ResourceTests {
  private static let order: JSONValue = [
    "orderReference": "read-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// Rows 103 to 105: both lists answer, and everything that is listed can be read.
  @Test(arguments: Revision.allCases)
  func everythingListedCanBeRead(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let resources = try await client.result("resources/list")["resources"]?.array ?? []
    #expect(resources.count == 9)
    for resource in resources {
      #expect(resource["name"]?.string?.isEmpty == false)
      let uri = try #require(resource["uri"])
      let read = try await client.result("resources/read", ["uri": uri])
      let contents = try #require(read["contents"]?.array)
      #expect(contents.map { $0["uri"] } == [uri])
      #expect(contents[0]["text"]?.string?.isEmpty == false)
      #expect(contents[0]["blob"] == nil)
    }
    let templates = try await client.result("resources/templates/list")["resourceTemplates"]?.array ?? []
    #expect(templates.contains { $0["uriTemplate"] == "payin://orders/{orderId}" })
    #expect(templates.allSatisfy { $0["name"]?.string?.isEmpty == false })
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 75, 76: an order is the account's own and true only now; the guide is everybody's.
  @Test(arguments: Revision.eras)
  func orderIsReadAsTheToolTellsIt(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"]?.string)
    let read = try await client.result("resources/read", ["uri": .string("payin://orders/\(id)")])
    let text = try #require(read["contents"]?.array?.first?["text"]?.string)
    let told = try await client.data("get_order", ["orderId": .string(id)])
    #expect(try JSONParser.parse(text) == told)
    let guide = try await client.result("resources/read", ["uri": "payin://guide/orders"])
    if revision.isModern {
      #expect(read["ttlMs"] == 0)
      #expect(read["cacheScope"] == "private")
      #expect(guide["cacheScope"] == "public")
    }
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 106, 107.
  @Test(arguments: Revision.allCases, ["payin://orders/ord_none", "payin://nothing", "payin://guide/nothing"])
  func unknownAddressIsAnErrorThatNamesIt(revision: Revision, uri: String) async throws {
    let client = try await Client(revision, Server())
    let error = try await client.ask("resources/read", ["uri": .string(uri)])["error"]
    #expect(error?["code"] == (revision.isModern ? -32602 : -32002))
    #expect(error?["data"]?["uri"] == .string(uri))
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 106, 115: what is known at once to be unknown; a topic never changes, but it is there.
  @Test func unknownTopicCannotBeSubscribedTo() async throws {
    let client = try await Client(.november2025, Server())
    let error = try await client.ask("resources/subscribe", ["uri": "payin://guide/nothing"])["error"]
    #expect(error?["code"] == -32002)
    #expect(try await client.result("resources/subscribe", ["uri": "payin://guide/orders"]) == [:])
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 108: refused before the API is asked.
  @Test(arguments: Revision.eras)
  func unsoundAddressNeverReachesTheAPI(revision: Revision) async throws {
    let api = LoopbackAPI.closing()
    let client = try await Client(revision, Server(api))
    for uri in [
      "payin://orders/..", "payin://orders/%2e%2e", "payin://orders/a%2Fb", "payin://x@orders/a", "file:///x",
    ] {
      let error = try await client.ask("resources/read", ["uri": .string(uri)])["error"]
      #expect(error?["code"] == (revision.isModern ? -32602 : -32002), "\(uri)")
    }
    #expect(api.accepted == 0)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 109: the fault is told in our own words.
  @Test(arguments: Revision.eras)
  func faultOfTheAPIIsAnInternalError(revision: Revision) async throws {
    let api = LoopbackAPI.answering(500, #"{"success":false,"error":"x","message":"secret of the vault"}"#)
    let client = try await Client(revision, Server(api))
    let error = try await client.ask("resources/read", ["uri": "payin://orders/ord_1"])["error"]
    #expect(error?["code"] == -32603)
    #expect(error?["message"]?.string?.contains("upstream_error") == true)
    #expect(error?["message"]?.string?.contains("vault") == false)
    #expect(try await client.server.finish().isEmpty)
  }
}
