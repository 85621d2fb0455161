import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import TestSupport
import Testing

/// What a shop's receiver gets, checked by the tool that shops check it with.
@Suite(.timeLimit(.minutes(1)))
struct WebhookCallTests {
  private static let order: JSONObject = [
    "orderReference": "order_123", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private static func pay(_ tools: ToolBench) async throws -> JSONValue {
    let id = try #require(try await tools.succeed("create_order", order)["orderId"])
    _ = try await tools.succeed("simulate_payment", ["orderId": id])
    return id
  }

  private static func arguments(_ request: ReceivedRequest) throws -> JSONObject {
    let signature = try #require(request.values("X-PayIn-Signature").first)
    return ["body": .string(String(decoding: request.body, as: UTF8.self)), "signature": .string(signature)]
  }

  /// Without a configured secret the tool uses the sandbox's own.
  @Test(arguments: [
    (Dialect.documented, SignatureScheme.hex), (.documented, .timestamped), (.published, .hex),
    (.published, .timestamped),
  ])
  func receivedWebhookPassesTheTool(_ dialect: Dialect, _ scheme: SignatureScheme) async throws {
    let receiver = WebhookReceiver()
    let webhook = SandboxConfiguration.Webhook(url: try WebhookURL(receiver.url), scheme: scheme)
    try await ToolBench.run(dialect: dialect, webhook: webhook) { tools in
      let id = try await Self.pay(tools)
      var request = try #require(await receiver.take().first)
      while request.eventType != "order.completed" { request = try #require(await receiver.take().first) }
      let verdict = try await tools.succeed("verify_webhook", try Self.arguments(request))
      #expect(verdict["valid"] == true)
      #expect(verdict["scheme"]?.string == scheme.rawValue)
      let event = verdict["event"]
      #expect(event?["type"] == "order.completed")
      #expect(event?["known"] == true)
      #expect(event?["data"]?["orderId"] == id)
      #expect(event?["data"]?["orderReference"] == "order_123")
      #expect(event?["data"]?["status"] == "completed")
      #expect(verdict["deduplicationKey"]?.string == request.eventId)
    }
  }

  @Test func changedBodyDoesNotPass() async throws {
    let receiver = WebhookReceiver()
    let webhook = SandboxConfiguration.Webhook(url: try WebhookURL(receiver.url))
    try await ToolBench.run(webhook: webhook) { tools in
      _ = try await Self.pay(tools)
      var arguments = try Self.arguments(try #require(await receiver.take().first))
      arguments["body"] = .string(try #require(arguments["body"]?.string).replacing("49.99", with: "49.98"))
      let verdict = try await tools.succeed("verify_webhook", arguments)
      #expect(verdict["valid"] == false)
    }
  }

  @Test func deliveriesAreRepeatedByTheTool() async throws {
    let receiver = WebhookReceiver(200, 500)
    try await ToolBench.run { tools in
      let id = try await Self.pay(tools)
      let sent = try await tools.call(
        "deliver_webhook", ["orderId": id, "times": 2, "scheme": "timestamped", "url": .string(receiver.url)])
      #expect(!sent.isError, "\(sent.summary)")
      #expect(
        sent.summary == """
          [sandbox] 1 of 2 webhooks were accepted. order.completed was not: HTTP 500. Signed with the sandbox's own \
          secret.
          """)
      #expect(sent.object["deliveries"]?.array?.map { $0["signedWith"] } == ["sandbox", "sandbox"])
      let deliveries = try #require(sent.object["deliveries"]?.array)
      #expect(deliveries.map { $0["status"] } == [200, 500])
      let requests = await receiver.take(2)
      #expect(requests.map(\.eventId) == deliveries.compactMap { $0["eventId"]?.string })
      for request in requests {
        let verdict = try await tools.succeed("verify_webhook", try Self.arguments(request))
        #expect(verdict["scheme"] == "timestamped")
        #expect(verdict["valid"] == true)
      }
    }
  }

  @Test func missingEndpointIsToldWithTheWayToSetOne() async throws {
    try await ToolBench.run { tools in
      _ = try await Self.pay(tools)
      let refused = try await tools.call("deliver_webhook")
      #expect(refused.isError)
      #expect(refused.object["code"] == "rejected")
      for words in ["No webhook endpoint is set", "url", "--sandbox-webhook-url", "PAYIN_SANDBOX_WEBHOOK_URL"] {
        #expect(refused.summary.contains(words), "\(refused.summary)")
      }
    }
  }

  @Test func orderWithoutEventsIsToldFromAnUnreachableReceiver() async throws {
    try await ToolBench.run { tools in
      let pending = try #require(try await tools.succeed("create_order", Self.order)["orderId"])
      let nothing = try await tools.call("deliver_webhook", ["orderId": pending, "url": "http://127.0.0.1:9/"])
      #expect(nothing.object["code"] == "not_found")
      _ = try await tools.succeed("simulate_payment", ["orderId": pending])
      let unreachable = try await tools.succeed("deliver_webhook", ["orderId": pending, "url": "http://127.0.0.1:9/"])
      let delivery = unreachable["deliveries"]?.array?.first
      #expect(delivery?["delivered"] == false)
      #expect(delivery?["problem"]?.string?.hasPrefix("connectionRefused") == true)
      let two = try await tools.call("deliver_webhook", ["orderId": pending, "eventId": "evt_1"])
      #expect(two.object["code"] == "invalid_arguments")
    }
  }
}
