import JSON
import Synchronization
import TestSupport
import Testing

/// Orders that end otherwise than the documentation says.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct OrderEndTests {
  private static func order(_ status: String) -> String {
    #"{"orderId":"ord_1","orderReference":"a","status":"\#(status)","amount":"1","currency":"USDT","chainId":"tron-nile"}"#
  }

  private func client(_ status: String) async throws -> Client {
    let api = RecordingAPI(reads: ["/orders/ord_1": Self.order(status)])
    return try await Client(.november2025, Server(api.server))
  }

  /// The wait may take 50 s; it is over at its first look.
  @Test(arguments: ["cancelled", "canceled", "refunded", "failed", "Completed", "EXPIRED", "Partially-Refunded"])
  func knownEndEndsTheWait(status: String) async throws {
    let client = try await client(status)
    let start = ContinuousClock.now
    let data = try await client.data("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 50])
    #expect(start.duration(to: .now) < .seconds(20))
    #expect(data["isFinal"] == true)
    #expect(data["timedOut"] == false)
    #expect(data["status"]?.string == status)
    #expect(data["secondsLeft"] == nil)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Told once and at once; with its cursor the wait is for a change, and never says that the order is not over.
  @Test func unknownStateIsToldAndNotWaitedFor() async throws {
    let client = try await client("on_hold")
    let start = ContinuousClock.now
    let first = try await client.call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 50])
    #expect(start.duration(to: .now) < .seconds(20))
    let data = try first.data
    #expect(data["status"] == "on_hold")
    #expect(data["isFinal"] == nil)
    #expect(data["timedOut"] == false)
    #expect(data["warnings"]?.array?.contains { $0["code"] == "status_unknown" } == true)
    let cursor = try #require(data["cursor"])
    let second = try await client.call(
      "wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1, "cursor": cursor])
    #expect(try second.data["timedOut"] == true)
    #expect(second.texts.first?.contains("not over yet") == false)
    #expect(second.texts.first?.contains("call wait_for_order again") == false)
    #expect(try await client.server.finish().isEmpty)
  }

  /// An order of this reference that was called off cannot be paid: nobody is sent to its address.
  @Test(arguments: ["cancelled", "Expired"])
  func orderThatIsOverIsNotOfferedForPayment(status: String) async throws {
    let api = RecordingAPI(reads: ["/orders": #"{"orders":[\#(Self.order(status))],"pagination":{"total":1}}"#])
    let client = try await Client(.november2025, Server(api.server))
    let order: JSONValue = ["orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "tron-nile"]
    let result = try await client.call("create_order", order)
    let data = try result.data
    #expect(data["outcome"] == "replayed")
    let code: JSONValue = status == "Expired" ? "order_expired" : "order_ended"
    #expect(data["warnings"]?.array?.contains { $0["code"] == code } == true, "\(data)")
    #expect(result.texts.first?.contains("Send only") == false)
    #expect(api.writes.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  /// A subscription is told of the end, and a wait beside it ends.
  @Test func knownEndEndsTheWatch() async throws {
    let status = Mutex("pending")
    let api = TestServer.answering { request, peer in
      guard request.target.hasSuffix("/orders/ord_1") else {
        return peer.reply(404, ["Content-Type: application/json"], LoopbackAPI.notFound)
      }
      let order = Self.order(status.withLock(\.self))
      peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":\#(order)}"#)
    }
    let client = try await Client(.november2025, Server(api))
    let uri: JSONValue = "payin://orders/ord_1"
    #expect(try await client.result("resources/subscribe", ["uri": uri]) == [:])
    // A wait shares its looks with the subscription and makes them come soon.
    _ = try await client.data("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    status.withLock { $0 = "Cancelled" }
    client.server.send(Line.call("w", "wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 50], .november2025))
    let messages = [try await client.server.next(), try await client.server.next()]
    #expect(messages.contains { $0["method"] == "notifications/resources/updated" })
    #expect(try messages.first { $0["id"] == "w" }?["result"]?.data["isFinal"] == true)
    #expect(try await client.server.finish().isEmpty)
  }
}
