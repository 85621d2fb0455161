import HTTP
import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The configured secret may be that of a real account: what is signed with it passes for a payment there.
@Suite(.timeLimit(.minutes(1)))
struct SigningKeyTests {
  static let thisMachine = [
    "http://127.0.0.1:1/", "http://localhost/a?b", "http://LOCALHOST:3000/", "https://localhost:8443/x",
    "http://[::1]:9/", "https://[::1]/", "http://127.0.0.2/", "http://127.255.255.254:65535/",
  ]
  static let otherMachines = [
    "https://evil.example/", "https://localhost.evil.com/", "https://127.0.0.1.evil.com/", "https://localhost./",
    "https://127.0.0.1./", "https://evil.com/127.0.0.1", "https://evil.com/?http://127.0.0.1/",
    "https://notlocalhost/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
    "https://0177.0.0.1/", "https://127.1/", "https://127.0.0.01/", "https://127.0.0.256/", "https://0.0.0.0/",
    "https://[::ffff:127.0.0.1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://128.0.0.1/",
  ]

  private static let configured = "whsec_canary_of_a_real_account"
  private static let known = SandboxConfiguration.Webhook.knownSecret
  private static let endpoint = "https://shop.example/hook"

  /// A sandbox with a paid order, and what it sends.
  private static func run(
    secret: String = configured, _ body: (SandboxFixture, RecordingTransport) async throws -> Void
  ) async throws {
    let transport = RecordingTransport()
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        seed: 42, controlToken: SandboxFixture.controlToken, poolSize: 5,
        webhook: .init(url: try WebhookURL(endpoint), secret: secret), transport: transport))
    let sandbox = SandboxFixture(server: server, clock: TestClock())
    do {
      try await sandbox.payOrder("order-1")
      try await body(sandbox, transport)
      await server.shutdown()
    } catch {
      await server.shutdown()
      throw error
    }
  }

  /// Delivers to the URL and expects the key that is said and used to be this one.
  private static func expectKey(
    _ source: String, _ secret: String, _ body: JSONObject, _ sandbox: SandboxFixture, _ transport: RecordingTransport
  ) async throws {
    let sent = try await sandbox.deliver(.object(body))
    let delivery = sent.data["deliveries"]?.array?.first
    #expect(delivery?["signedWith"]?.string == source, "\(body) \(sent.json)")
    let id = delivery?["deliveryId"]?.string
    let request = try #require(transport.requests.first { $0.headers["X-PayIn-Delivery-Id"] == id })
    #expect(request.url == delivery?["url"]?.string)
    let signature = SignatureScheme.hex.signature(of: request.body, secret: secret, at: 0)
    #expect(request.headers["x-payin-signature"] == signature, "\(body)")
  }

  @Test func configuredSecretSignsForThisMachineAndItsEndpointOnly() async throws {
    try await Self.run { sandbox, transport in
      for url in Self.thisMachine + [Self.endpoint] {
        try await Self.expectKey("configured", Self.configured, ["url": .string(url)], sandbox, transport)
      }
      try await Self.expectKey("configured", Self.configured, [:], sandbox, transport)
      let near = ["https://shop.example/hook/", "https://shop.example/hook?a", "https://SHOP.example/hook"]
      for url in Self.otherMachines + near {
        try await Self.expectKey("sandbox", Self.known, ["url": .string(url)], sandbox, transport)
      }
    }
  }

  @Test func sandboxSignsWithItsOwnSecretIfNoneIsConfigured() async throws {
    try await Self.run(secret: Self.known) { sandbox, transport in
      for url in ["http://127.0.0.1:1/", Self.endpoint, "https://evil.example/"] {
        try await Self.expectKey("sandbox", Self.known, ["url": .string(url)], sandbox, transport)
      }
    }
  }

  @Test func givenSecretSignsAnywhereUnlessItIsTheConfiguredOne() async throws {
    try await Self.run { sandbox, transport in
      for url in ["http://127.0.0.1:1/", Self.endpoint, "https://evil.example/"] {
        try await Self.expectKey("given", "Jefe", ["url": .string(url), "secret": "Jefe"], sandbox, transport)
      }
      let same = JSONValue.string(Self.configured)
      try await Self.expectKey(
        "configured", Self.configured, ["url": "http://127.0.0.1:1/", "secret": same], sandbox, transport)
      let count = transport.requests.count
      let refused = try await sandbox.deliver(["url": "https://evil.example/", "secret": same])
      #expect(refused.status == 400)
      #expect(refused.message?.hasPrefix("secret is the configured webhook secret") == true)
      #expect(transport.requests.count == count)
    }
  }

  @Test func endpointCannotBorrowTheConfiguredSecret() async throws {
    try await Self.run { sandbox, transport in
      func config(_ url: String, _ secret: String) -> JSONValue { ["url": .string(url), "secret": .string(secret)] }
      let refused = try await sandbox.postEndpoint(["config": config("https://evil.example/", Self.configured)])
      #expect(refused.status == 400, "\(refused.json)")
      let own = try await sandbox.makeEndpoint(["config": config("https://other.example/", "whsec_its_own_secret")])
      let local = try await sandbox.makeEndpoint(["config": config("http://127.0.0.1:9/", Self.configured)])
      let path = "/notifications/endpoints/\(local["id"]?.string ?? "")"
      let moved = try await sandbox.put(path, ["config": ["url": "https://evil.example/"]])
      #expect(moved.status == 400)
      let borrowed = try await sandbox.put(
        "/notifications/endpoints/\(own["id"]?.string ?? "")", ["config": ["secret": .string(Self.configured)]])
      #expect(borrowed.status == 400)
      let sent = try await sandbox.deliver([:])
      let keys = sent.data["deliveries"]?.array?.map { [$0["url"]?.string, $0["signedWith"]?.string] }
      #expect(
        Set(keys ?? []) == [
          [Self.endpoint, "configured"], ["http://127.0.0.1:9/", "configured"], ["https://other.example/", "endpoint"],
        ])
    }
  }

  /// Another start was configured with another endpoint, whose secret this one does not know.
  @Test func deliveryWaitsForTheProgramThatIsConfiguredWithItsEndpoint() async throws {
    let (first, second) = (WebhookReceiver(), WebhookReceiver())
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      var bench = WebhookBench()
      bench.webhook = .init(url: try WebhookURL(first.url), secret: "whsec_of_the_first")
      let server = try await SandboxServer.start(
        SandboxConfiguration(
          database: file, clock: { [bench] in bench.clock.now }, seed: 42, controlToken: SandboxFixture.controlToken,
          webhook: bench.webhook))
      try await SandboxFixture(server: server, clock: bench.clock).payOrder("one")
      await server.shutdown()
      bench.webhook = .init(url: try WebhookURL(second.url), secret: "whsec_of_the_second")
      try await bench.run(database: file) { sandbox in
        try await sandbox.payOrder("two")
        #expect(await second.take().count == 1)
        #expect(try await sandbox.deliveries("status=pending").count == 1)
      }
      #expect(first.accepted == 0)
      bench.webhook = .init(url: try WebhookURL(first.url), secret: "whsec_of_the_first")
      try await bench.run(database: file) { _ in
        let request = try #require(await first.take().first)
        let signature = SignatureScheme.hex.signature(of: request.body, secret: "whsec_of_the_first", at: 0)
        #expect(request.values("X-PayIn-Signature") == [signature])
      }
    }
  }

  @Test func redirectIsNotFollowed() async throws {
    let target = WebhookReceiver()
    let location = "Location: \(target.url)"
    let receiver = WebhookReceiver { _, peer in peer.reply(307, [location]) }
    try await WebhookBench().run { sandbox in
      try await sandbox.payOrder("order-1")
      let sent = try await sandbox.deliver(["url": .string(receiver.url)])
      #expect(sent.data["deliveries"]?.array?.first?["problem"] == "HTTP 307: redirects are not followed")
      #expect(receiver.accepted == 1)
      #expect(target.accepted == 0)
    }
  }
}
