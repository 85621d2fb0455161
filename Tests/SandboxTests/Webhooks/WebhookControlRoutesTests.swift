import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1)))
struct WebhookControlRoutesTests {
  @Test func eventsAreSentAgainBackwardsAndTwice() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver, dialect: .published) { _, sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(["orderId": .string(id)])
      let first = await receiver.take(2)
      let sent = try await sandbox.deliver(["orderId": .string(id), "times": 2, "order": "reverse"])
      #expect(sent.status == 200)
      let again = await receiver.take(4)
      #expect(
        again.map(\.eventType) == ["order.completed", "order.completed", "order.created", "order.created"])
      #expect(again.map(\.body) == [first[1], first[1], first[0], first[0]].map(\.body))
      let deliveries = try #require(sent.data["deliveries"]?.array)
      #expect(deliveries.map { $0["status"] } == [200, 200, 200, 200])
      #expect(deliveries.map { $0["delivered"] } == [true, true, true, true])
      #expect(deliveries.map { $0["deliveryId"]?.string } == again.map { $0.values("X-PayIn-Delivery-Id").first })
      #expect(Set(deliveries.compactMap { $0["deliveryId"]?.string }).count == 4)
      #expect(deliveries.allSatisfy { $0["ms"]?.number?.integer.map { $0 >= 0 } == true })
    }
  }

  @Test func urlSecretAndSchemeOfTheRequestCount() async throws {
    let receiver = WebhookReceiver()
    let bench = WebhookBench()
    try await bench.run { sandbox in
      try await sandbox.payOrder("order-1")
      let sent = try await sandbox.deliver([
        "url": .string(receiver.url), "secret": "Jefe", "scheme": "timestamped", "eventType": "order.completed",
      ])
      #expect(sent.data["deliveries"]?.array?.first?["scheme"] == "timestamped")
      let request = try #require(await receiver.take().first)
      let signature = try #require(request.values("X-PayIn-Signature").first)
      let seconds = try #require(signature.firstMatch(of: /t=(\d+)/).flatMap { Int64($0.1) })
      #expect(signature == SignatureScheme.timestamped.signature(of: request.body, secret: "Jefe", at: seconds))
    }
  }

  @Test(arguments: [(500, "HTTP 500"), (410, "HTTP 410"), (302, "HTTP 302: redirects are not followed")])
  func failureIsToldAndNotRetried(_ status: Int, _ problem: String) async throws {
    let receiver = WebhookReceiver(status)
    let bench = WebhookBench()
    try await bench.run { sandbox in
      try await sandbox.payOrder("order-1")
      let sent = try await sandbox.deliver(["url": .string(receiver.url)])
      let delivery = try #require(sent.data["deliveries"]?.array?.first)
      #expect(delivery["delivered"] == false)
      #expect(delivery["status"]?.number?.integer == status)
      #expect(delivery["problem"]?.string == problem)
      #expect(try await sandbox.deliveries().map { $0["status"] } == ["failed"])
      #expect(bench.alarm.dues.isEmpty)
    }
  }

  @Test(
    arguments: [
      (["eventId": "evt_1", "orderId": "ord_1"], 400, "Give one of eventId, orderId and depositReference"),
      (["eventId": "evt_1"], 404, "No such event"), (["depositReference": "nobody"], 404, "No such event"),
      (["eventType": "order.paid"], 400, "eventType must be one of"),
      (["times": 0], 400, "times must be a whole number from 1 to 10"),
      (["order": "random"], 400, "order must be reverse"), (["scheme": "md5"], 400, "scheme must be one of"),
      (["url": "http://shop.example/"], 400, "url must begin with https://"),
      ([:], 400, "No webhook endpoint is set. Give url, or start the server with --sandbox-webhook-url"),
    ] as [(JSONValue, Int, String)])
  func requestThatCannotBeMetSaysWhy(_ body: JSONValue, _ status: Int, _ message: String) async throws {
    let bench = WebhookBench()
    try await bench.run { sandbox in
      try await sandbox.payOrder("order-1")
      let refused = try await sandbox.deliver(body)
      #expect(refused.status == status)
      #expect(refused.message?.hasPrefix(message) == true, "\(refused.json)")
    }
  }

  @Test func sandboxThatCannotSendSaysSo() async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.deliver(["url": "http://127.0.0.1:1/"])
      #expect(refused.status == 503)
      #expect(refused.message == "This sandbox was started without a way to send webhooks")
    }
  }

  @Test func controlsNeedTheToken() async throws {
    try await SandboxFixture.run { sandbox in
      for (method, path) in [("GET", "/_sandbox/webhooks"), ("POST", "/_sandbox/webhooks/deliver")] {
        let refused = try await sandbox.send(method, path, ["Authorization: Bearer pk_test"])
        #expect(refused.status == 403)
      }
    }
  }

  @Test func overviewShowsEventsAndDeliveriesWithoutSecrets() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      try await sandbox.payOrder("order-1")
      try await sandbox.with(key: "pk_other").payOrder("order-2")
      let token = "X-Sandbox-Token: \(SandboxFixture.controlToken)"
      let all = try await sandbox.send("GET", "/_sandbox/webhooks", [token])
      #expect(all.data["events"]?.array?.count == 2)
      #expect(all.data["deliveries"]?.array?.count == 1)
      #expect(all.data["endpoints"]?.array?.first?["config"]?["secret"] == "whsec_…cdef")
      let own = try await sandbox.send("GET", "/_sandbox/webhooks", [token, "Authorization: Bearer pk_other"])
      #expect(own.data["events"]?.array?.map { $0["data"]?["orderReference"] } == ["order-2"])
      #expect(own.data["deliveries"] == [])
    }
  }
}

extension SandboxFixture {
  func deliver(_ body: JSONValue) async throws -> WireResponse {
    try await send(
      "POST", "/_sandbox/webhooks/deliver",
      ["X-Sandbox-Token: \(Self.controlToken)", "Content-Type: application/json"], Array(body.description.utf8))
  }
}
