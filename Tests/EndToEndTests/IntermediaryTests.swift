import Glibc
import JSON
import TestSupport
import Testing

/// Proxies and gateways between the program and the API, which answer in its place.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct IntermediaryTests {
  private static let order: JSONValue = [
    "orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
  ]

  private static func environment(proxy port: Int) -> [String: String] {
    [
      "PAYIN_API_KEY": LoopbackAPI.key, "https_proxy": "http://someone:hunter2@127.0.0.1:\(port)",
      "PAYIN_LOG_LEVEL": "debug",
    ]
  }

  /// The proxy and its status are named, but not who one is at it.
  @Test(arguments: [(407, "never"), (403, "never"), (502, "safe")])
  func proxyThatDoesNotOpenTheWayIsNamed(_ status: Int, _ retry: String) async throws {
    let proxy = TestServer.answering { _, peer in peer.reply(status, ["Content-Type: text/html"], "<h1>No</h1>") }
    let server = try Server([], environment: Self.environment(proxy: Int(proxy.port)))
    let client = try await Client(.july2026, server)
    let failure = try await client.failure("create_order", Self.order)
    #expect(failure["code"] == "proxy_failed")
    #expect(failure["outcome"] == "not_sent")
    #expect(failure["retry"]?.string == retry)
    let message = failure["message"]?.string ?? ""
    #expect(message.contains("https_proxy 127.0.0.1:\(proxy.port): HTTP \(status)"), "\(message)")
    #expect(failure["fix"]?.string?.contains("NO_PROXY") == true)
    // A proxy that refuses is not asked again by itself.
    #expect(proxy.accepted == (retry == "never" ? 1 : 4))
    server.closeInput()
    #expect(!(try await server.waitForEnd()).errorOutput.contains("hunter2"))
    #expect(!server.received.contains("hunter2"))
  }

  @Test func proxyThatIsNotThereIsNamed() async throws {
    let (descriptor, port) = TestServer.bind()
    defer { close(descriptor) }
    let client = try await Client(.july2026, Server([], environment: Self.environment(proxy: Int(port))))
    let failure = try await client.failure("publish_payment_link", ["id": "1"])
    #expect(failure["code"] == "proxy_failed")
    #expect(failure["outcome"] == "not_sent")
    #expect(failure["message"]?.string?.contains("https_proxy 127.0.0.1:\(port): ") == true)
  }

  /// The pages of a check for bots, a web application firewall and a captive portal.
  @Test(arguments: [
    (401, "gateway_refused", "rejected"), (403, "gateway_refused", "rejected"), (405, "gateway_refused", "rejected"),
    (429, "rate_limited", "rejected"), (502, "upstream_error", "unknown"), (200, "unreadable_reply", "unknown"),
  ])
  func pageOfSomethingInBetweenIsNotTakenForTheAPI(_ status: Int, _ code: String, _ outcome: String) async throws {
    let gateway = TestServer.answering { _, peer in
      peer.reply(status, ["Content-Type: text/html"], "<!DOCTYPE html><title>Just a moment...</title>")
    }
    let client = try await Client(.july2026, Server(gateway, ["PAYIN_DUPLICATE_CHECK": "off"]))
    let read = try await client.failure("get_order", ["orderId": "ord_1"])
    #expect(read["code"]?.string == code)
    #expect(read["message"]?.string?.contains("not the API's own") == true)
    let write = try await client.failure(
      "create_payment_link",
      [
        "title": "T", "amount": "1", "currencies": [["currency": "USDT", "chainId": "tron-nile"]],
      ])
    #expect(write["outcome"]?.string == outcome)
    #expect(write["code"]?.string == (outcome == "unknown" ? "outcome_unknown" : code))
    #expect(write["message"]?.string?.contains("not the API's own") == true)
    #expect(!client.server.received.contains("Just a moment"))
    _ = try await client.server.finish()
  }
}
