import JSON
import TestSupport
import Testing

/// Changes of orders and deposits, told to those who have asked for it, through the built program.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct SubscriptionTests {
  private static let order: JSONValue = [
    "orderReference": "watch-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private func next(_ client: Client, where isIt: (JSONValue) -> Bool) async throws -> JSONValue {
    while true {
      let message = try await client.server.next()
      if isIt(message) { return message }
    }
  }

  /// Has the poller look first: a payment before its first look would be no change to it.
  private func settle(_ id: String, _ client: Client) async throws {
    _ = try await client.data("wait_for_order", ["orderId": .string(id), "timeoutSeconds": 1])
  }

  /// Row 115.
  @Test(arguments: Revision.allCases.filter { !$0.isModern })
  func paidOrderIsToldToItsSubscriber(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    #expect(client.opening["capabilities"]?["resources"]?["subscribe"] == true)
    let id = try #require(try await client.data("create_order", Self.order)["orderId"]?.string)
    let uri = JSONValue.string("payin://orders/\(id)")
    #expect(try await client.result("resources/subscribe", ["uri": uri]) == [:])
    try await settle(id, client)
    client.server.send(Line.call(90, "simulate_payment", ["orderId": .string(id)], revision))
    let update = try await next(client) { $0["method"] == "notifications/resources/updated" }
    #expect(update["params"]?["uri"] == uri)
    let read = try await client.result("resources/read", ["uri": uri])
    #expect(read["contents"]?.array?.first?["text"]?.string?.contains("completed") == true)
    #expect(try await client.result("resources/unsubscribe", ["uri": uri]) == [:])
  }

  /// Rows 110 to 113: acknowledged first, tagged with the id as it was sent, and closed at the end of input.
  @Test(arguments: [90, "90"] as [JSONValue])
  func paidOrderIsToldToItsListener(listen: JSONValue) async throws {
    let client = try await Client(.july2026, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"]?.string)
    let uri = JSONValue.string("payin://orders/\(id)")
    client.server.send(
      Line.request(
        listen, "subscriptions/listen", ["notifications": ["resourceSubscriptions": [uri], "toolsListChanged": true]],
        .july2026))
    let tag = "io.modelcontextprotocol/subscriptionId"
    let first = try await client.server.next()
    #expect(first["method"] == "notifications/subscriptions/acknowledged")
    #expect(first["params"]?["_meta"]?[tag] == listen)
    #expect(first["params"]?["notifications"] == ["resourceSubscriptions": [uri]])
    try await settle(id, client)
    client.server.send(Line.call(91, "simulate_payment", ["orderId": .string(id)], .july2026))
    let update = try await next(client) { $0["method"] == "notifications/resources/updated" }
    #expect(update["params"]?["uri"] == uri)
    #expect(update["params"]?["_meta"]?[tag] == listen)
    let rest = try await client.server.finish()
    #expect(rest.first { $0["id"] == listen }?["result"]?["_meta"]?[tag] == listen)
  }

  /// Row 112; and nobody looks any more.
  @Test func cancelledListenerIsToldNothingMore() async throws {
    let client = try await Client(.july2026, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"]?.string)
    client.server.send(
      Line.request(
        90, "subscriptions/listen",
        ["notifications": ["resourceSubscriptions": [.string("payin://orders/\(id)")]]], .july2026))
    _ = try await client.server.next()
    client.server.send(Line.cancel(90))
    try await settle(id, client)
    _ = try await client.data("simulate_payment", ["orderId": .string(id)])
    #expect(try await client.data("wait_for_order", ["orderId": .string(id)])["isFinal"] == true)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.eras)
  func depositIsToldToItsSubscriber(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    _ = try await client.data("bind_deposit_address", ["depositReference": "user-7", "protocol": "tron"])
    let uri: JSONValue = "payin://deposits/user-7"
    if revision.isModern {
      client.server.send(
        Line.request(90, "subscriptions/listen", ["notifications": ["resourceSubscriptions": [uri]]], revision))
    } else {
      _ = try await client.result("resources/subscribe", ["uri": uri])
    }
    _ = try await client.data("wait_for_deposit", ["depositReference": "user-7", "timeoutSeconds": 1])
    client.server.send(
      Line.call(91, "simulate_payment", ["depositReference": "user-7", "amount": "3"], revision))
    let update = try await next(client) { $0["method"] == "notifications/resources/updated" }
    #expect(update["params"]?["uri"] == uri)
    _ = try await client.server.finish()
  }
}
