import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// The configured secret may be that of a real account: an example signed with it passes for a payment there.
@Suite struct WebhookSigningTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let url: String
    let isTrusted: Bool
    var testDescription: String { url }

    init(_ url: String, _ isTrusted: Bool) {
      self.url = url
      self.isTrusted = isTrusted
    }
  }

  private static let configured = "whsec_canary_of_a_real_account"
  private static let known = "whsec_test_embedded_sandbox"
  private static let endpoint = "https://shop.example/hook"
  private static let settings = ["PAYIN_WEBHOOK_SECRET": configured, "PAYIN_SANDBOX_WEBHOOK_URL": endpoint]

  static let rows = [
    Row("http://127.0.0.1:3000/a?b#c", true), Row("http://localhost", true), Row("https://LocalHost:8443/", true),
    Row("http://[::1]:9/", true), Row("http://127.9.0.1", true), Row(endpoint, true),
    Row("https://shop.example/hook/", false), Row("https://shop.example/", false), Row("https://evil.example/", false),
    Row("http://127.0.0.1@evil.com/", false), Row("http://localhost:80@evil.com/", false),
    Row("http://127.0.0.1:80\\@evil.com/", false), Row("http://localhost.evil.com/", false),
    Row("http://127.0.0.1.evil.com", false), Row("http://localhost./", false), Row("http://127.0.0.1./", false),
    Row("http://2130706433/", false), Row("http://0x7f000001/", false), Row("http://0177.0.0.1/", false),
    Row("http://127.1/", false), Row("http://127.0.0.01/", false), Row("http://0.0.0.0/", false),
    Row("http://[::ffff:127.0.0.1]/", false), Row("http://[::1].evil.com/", false), Row("http://[::1]evil.com/", false),
    Row("http://127.0.0.1{,.evil.com}/", false), Row("http://localhost%2eevil.com/", false),
    Row("http://evil.com/http://127.0.0.1/", false), Row("http://evil.com?http://127.0.0.1/", false),
    Row("http:///127.0.0.1/", false), Row("http://127.0.0.1:/", false), Row("http://127.0.0.1:x/", false),
    Row("http://127.0.0.1:99999/", false), Row("http://127.0.0.1:+80/", false), Row("http:// 127.0.0.1/", false),
    Row("http://\u{FF11}27.0.0.1/", false), Row("http://127\u{3002}0\u{3002}0\u{3002}1/", false),
    Row("http://localhost\u{200B}.evil.com/", false), Row("http://127.0.0.1\n.evil.com/", false),
  ]

  private static func expect(
    _ result: ToolResult, _ source: String, _ secret: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(result.object["signedWith"]?.string == source, "\(result.summary)", sourceLocation: sourceLocation)
    let signature = try #require(result.object["headers"]?["x-payin-signature"], sourceLocation: sourceLocation)
    let verdict = try await Bench().call(
      "verify_webhook",
      ["body": try #require(result.object["body"]), "signature": signature, "secret": .string(secret)])
    #expect(verdict.object["valid"] == true, sourceLocation: sourceLocation)
  }

  /// The settings are without a key, and with a key for the test network.
  @Test(arguments: rows, [[:], Bench.live])
  func configuredSecretSignsForThisMachineAndItsEndpointOnly(
    _ row: Row, _ environment: [String: String]
  ) async throws {
    let bench = try Bench(environment: Self.settings.merging(environment) { $1 })
    let sample = try await bench.call("sample_webhook", ["url": .string(row.url)])
    try await Self.expect(
      sample, row.isTrusted ? "configured" : "sandbox", row.isTrusted ? Self.configured : Self.known)
    #expect(sample.summary.contains(row.isTrusted ? "Signed with PAYIN_WEBHOOK_SECRET." : "sandbox's own secret"))
    #expect(sample.object["curl"]?.string?.contains(row.url) == true)
  }

  @Test(arguments: rows.filter { !$0.isTrusted })
  func configuredSecretGivenInTheCallCountsAsConfigured(_ row: Row) async throws {
    let bench = try Bench(environment: Self.settings)
    let refused = try await bench.call(
      "sample_webhook", ["url": .string(row.url), "secret": .string(Self.configured)])
    #expect(refused.isError)
    #expect(refused.object["field"] == "secret")
    #expect(refused.object["headers"] == nil)
    #expect(!"\(refused)".contains(Self.configured))
  }

  @Test func givenSecretSignsAndIsSaidToHave() async throws {
    let bench = try Bench(environment: Self.settings)
    for url in ["http://localhost/", "https://evil.example/"] {
      let sample = try await bench.call("sample_webhook", ["url": .string(url), "secret": "whsec_of_that_receiver"])
      try await Self.expect(sample, "given", "whsec_of_that_receiver")
      #expect(sample.summary.hasSuffix("Signed with the secret given."))
    }
    let same = try await bench.call("sample_webhook", ["secret": .string(Self.configured)])
    try await Self.expect(same, "configured", Self.configured)
  }

  @Test func sandboxSignsWithItsOwnSecretIfNoneIsSet() async throws {
    let sample = try await Bench().call("sample_webhook", ["url": "https://evil.example/"])
    try await Self.expect(sample, "sandbox", Self.known)
    #expect(sample.object["warnings"]?.array?.map { $0["code"] } == ["sandbox_secret"])
  }

  /// What the sandbox says of each delivery is told, each secret once.
  @Test func deliveriesAreToldWithTheSecretsThatSignedThem() async throws {
    let body = #"""
      {"data":{"deliveries":[
        {"delivered":true,"url":"http://127.0.0.1:1/","signedWith":"configured"},
        {"delivered":true,"url":"https://a.example/","signedWith":"endpoint"},
        {"delivered":true,"url":"https://b.example/","signedWith":"sandbox"},
        {"delivered":true,"url":"https://c.example/","signedWith":"sandbox"}]}}
      """#
    let sent = try await Bench(.json(200, body)).call("deliver_webhook", [:])
    #expect(
      sent.object["deliveries"]?.array?.map { $0["signedWith"] } == ["configured", "endpoint", "sandbox", "sandbox"])
    #expect(
      sent.summary == """
        [sandbox] 4 of 4 webhooks were accepted. Signed with PAYIN_WEBHOOK_SECRET. Signed with the endpoint's own \
        secret. Signed with the sandbox's own secret: PAYIN_WEBHOOK_SECRET signs only for this machine and for \
        PAYIN_SANDBOX_WEBHOOK_URL.
        """)
  }
}
