import Foundation
import JSON
import TestSupport
import Testing

/// `payin-mcp listen` and `payin-mcp trigger`, with each other and with receivers of another make.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct WebhookCommandTests {
  /// What the sandbox can send, as docs/sandbox.md and PayIn's documentation name it.
  private static let events = [
    "order.created", "order.completed", "order.expired", "deposit.pending", "deposit.confirmed", "deposit.completed",
    "deposit.address_bound", "test.event",
  ]

  @Test func everyEventArrivesSigned() async throws {
    let listener = try await ListeningProcess()
    for event in Self.events {
      let run = try await PipedRun(["trigger", event, "--to", "\(listener.url)/hook", "--json"])
      #expect(run.exit == .status(0), "\(event) \(run.output)\(run.errorOutput)")
      let (sent, received) = (try JSONParser.parse(run.output), try await listener.next())
      #expect(sent["event"]?.string == event)
      #expect(sent["delivered"] == true && sent["status"] == 200)
      #expect(received["valid"] == true, "\(received)")
      let type = received["event"]?["sentType"] ?? received["event"]?["type"]
      #expect(type?.string == event)
      #expect(received["deduplicationKey"] == sent["eventId"])
      #expect(received["deliveryId"] == sent["deliveryId"])
      #expect(received["seenBefore"] == false)
    }
    #expect(await listener.stop() == .status(0))
  }

  @Test(arguments: [("documented", "hex"), ("published", "timestamped"), ("documented", "timestamped")])
  func signatureIsThatOfTheSecret(dialect: String, scheme: String) async throws {
    let receiver = WebhookReceiver()
    let arguments = ["trigger", "order.completed", "--to", receiver.url, "--dialect", dialect, "--scheme", scheme]
    let run = try await PipedRun(arguments, environment: ["PAYIN_WEBHOOK_SECRET": WebhookReceiver.secret])
    #expect(run.exit == .status(0))
    let request = try #require(await receiver.take().first)
    let header = try #require(request.values("x-payin-signature").first)
    let stamp = header.firstMatch(of: #/^t=(\d+),v1=/#).map { String($0.1) }
    #expect((stamp != nil) == (scheme == "timestamped"))
    let folder = try ProcessTests.Folder()
    let message = Array((stamp.map { $0 + "." } ?? "").utf8) + request.body
    try Data(message).write(to: URL(filePath: "\(folder.path)/message"))
    let digest = try await Shell.run(
      "openssl dgst -sha256 -hmac '\(WebhookReceiver.secret)' -r '\(folder.path)/message' | cut -d ' ' -f 1")
    #expect(header.hasSuffix(digest.output.trimmingCharacters(in: .newlines)))
    #expect(request.eventType == "order.completed")
    let body = try JSONParser.parse(request.body)
    #expect(body[dialect == "documented" ? "createdAt" : "created_at"] != nil)
  }

  /// An own authority is trusted as the server trusts it, and only if the setting names it.
  @Test func receiverWithAnOwnAuthorityIsReached() async throws {
    let receiver = try TLSServer()
    let arguments = ["trigger", "test.event", "--to", "https://127.0.0.1:\(receiver.port)/"]
    #expect(try await PipedRun(arguments).exit == .status(5))
    let run = try await PipedRun(arguments, environment: ["PAYIN_CA_BUNDLE": receiver.certificate])
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
    let relative = try await PipedRun(arguments, environment: ["PAYIN_CA_BUNDLE": "ca.pem"])
    #expect(relative.exit == .status(3) && relative.errorOutput.contains("PAYIN_CA_BUNDLE"))
  }

  @Test(arguments: [(200, 0), (204, 0), (301, 1), (404, 1), (500, 1), (503, 1)] as [(Int, Int32)])
  func answerOfTheReceiverIsTheStatus(answer: Int, status: Int32) async throws {
    let receiver = WebhookReceiver(answer)
    let run = try await PipedRun(["trigger", "test.event", "--to", receiver.url])
    #expect(run.exit == .status(status), "\(run.output)\(run.errorOutput)")
    #expect(run.output.contains("\(answer)"))
    #expect(!run.output.contains("shop=1"))
    #expect(receiver.accepted == 1)
  }

  @Test func receiverOutOfReachHasAStatusOfItsOwn() async throws {
    let run = try await PipedRun(["trigger", "order.completed", "--to", "http://127.0.0.1:9/"])
    #expect(run.exit == .status(5))
    #expect(run.output.hasPrefix("Not delivered: "))
  }

  @Test(
    arguments: [
      (["order.completd", "--to", "http://127.0.0.1:9/"], "Did you mean 'order.completed'?"),
      (["refund", "--to", "http://127.0.0.1:9/"], "deposit.address_bound"),
      (["order.completed", "--to", "http://example.com/"], "https://"),
      (["order.completed", "--to", "ftp://127.0.0.1/"], "https://"),
      (["order.completed", "--to", "http://a:b@127.0.0.1/"], "user name"),
      (["order.created", "--to", "http://127.0.0.1:9/", "--dialect", "documented"], "order.completed"),
      (["order.completed"], "--to"), (["pk_live_0123456789", "--to", "http://127.0.0.1:9/"], "no event '…'"),
    ] as [([String], String)])
  func mistakeIsExplainedAndNothingIsSent(arguments: [String], message: String) async throws {
    let run = try await PipedRun(["trigger"] + arguments)
    #expect(run.exit == .status(2))
    #expect(run.errorOutput.contains(message), "\(run.errorOutput)")
    #expect(!run.errorOutput.contains("0123456789"))
    #expect(run.output.isEmpty)
  }

  @Test func secretOfTheMainNetworkSignsNoExampleForOthers() async throws {
    let run = try await PipedRun(
      ["trigger", "order.completed", "--to", "https://127.0.0.1.example/"],
      environment: ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_WEBHOOK_SECRET": "whsec_0123456789"])
    #expect(run.exit == .status(3))
    #expect(run.errorOutput.contains("Nothing was sent"))
    #expect(!run.errorOutput.contains("0123456789"))
  }

  // MARK: Listening

  private static func post(_ url: String, _ arguments: String = "-d '{}'") async throws -> Int? {
    let run = try await Shell.run("curl -sS -o /dev/null -w '%{http_code}' \(arguments) '\(url)/'")
    return Int(run.output.trimmingCharacters(in: .newlines))
  }

  @Test func repeatedDeliveryIsRecognised() async throws {
    let listener = try await ListeningProcess(["--status", "503"])
    let sandbox = try await SandboxProcess(
      ["--db", ":memory:", "--webhook-url", "\(listener.url)/hook"], environment: [:])
    let order = try await sandbox.post(
      "/orders",
      ["orderReference": "one", "amount": "5", "currency": "USDT", "chainId": "ethereum-sepolia"])
    _ = try await sandbox.control("/payments", ["orderId": try #require(order.data["orderId"])])
    let deliveries = [try await listener.next(), try await listener.next()]
    #expect(deliveries.map { $0["seenBefore"] } == [false, true])
    #expect(deliveries.allSatisfy { $0["valid"] == true && $0["answeredStatus"] == 503 })
    #expect(deliveries[0]["deduplicationKey"] == deliveries[1]["deduplicationKey"])
    #expect(await sandbox.stop() == .status(0))
    #expect(await listener.stop() == .status(0))
  }

  @Test func bytesAreForwardedAndTheAnswerPassedOn() async throws {
    let receiver = WebhookReceiver(418)
    let listener = try await ListeningProcess(["--forward", receiver.url])
    let run = try await PipedRun(["trigger", "order.completed", "--to", "\(listener.url)/hook", "--json"])
    #expect(run.exit == .status(1))
    #expect(try JSONParser.parse(run.output)["status"] == 418)
    let printed = try await listener.next()
    #expect(printed["forwarded"]?["status"] == 418)
    #expect(printed["answeredStatus"] == 418)
    let request = try #require(await receiver.take().first)
    #expect(request.eventId == printed["deduplicationKey"]?.string)
    #expect(request.values("x-payin-signature").count == 1)
    #expect(await listener.stop() == .status(0))
  }

  @Test func forgeryIsPrintedWithItsReason() async throws {
    let listener = try await ListeningProcess(environment: ["PAYIN_WEBHOOK_SECRET": "whsec_another_secret"])
    let run = try await PipedRun(["trigger", "order.completed", "--to", "\(listener.url)/"])
    #expect(run.exit == .status(0))
    let printed = try await listener.next()
    #expect(printed["valid"] == false && printed["reason"] == "wrong_secret")
    #expect(printed["event"] == nil)
    #expect(try await Self.post(listener.url) == 200)
    #expect(try await listener.next()["reason"] == "empty_signature")
    #expect(await listener.stop() == .status(0))
  }

  @Test func onlyWebhooksOfUsualSizeAreTaken() async throws {
    let listener = try await ListeningProcess()
    let folder = try ProcessTests.Folder()
    try Data(repeating: 0x20, count: (1 << 20) + 1).write(to: URL(filePath: "\(folder.path)/large"))
    #expect(try await Self.post(listener.url, "--data-binary @'\(folder.path)/large'") == 413)
    #expect(try await Self.post(listener.url, "-X GET") == 405)
    #expect(try await Self.post(listener.url, "-X POST") == 200)
    #expect(try await listener.next()["valid"] == false)
    #expect(await listener.stop() == .status(0))
  }

  /// Twenty at once are answered while the reader of the output has taken none.
  @Test func manyAreAnsweredAtOnce() async throws {
    let listener = try await ListeningProcess()
    try await withThrowingTaskGroup { group in
      for _ in 1...20 { group.addTask { try await Self.post(listener.url) } }
      for try await status in group { #expect(status == 200) }
    }
    for _ in 1...20 { #expect(try await listener.next()["answeredStatus"] == 200) }
    #expect(await listener.stop() == .status(0))
  }

  @Test(arguments: [(nil, 0), ("whsec_another_secret", 1)] as [(String?, Int32)])
  func onceEndsWithTheVerdict(secret: String?, status: Int32) async throws {
    let listener = try await ListeningProcess(
      ["--once"], environment: secret.map { ["PAYIN_WEBHOOK_SECRET": $0] } ?? [:])
    #expect(try await PipedRun(["trigger", "test.event", "--to", "\(listener.url)/"]).exit == .status(0))
    #expect(try await listener.next()["valid"] == .bool(status == 0))
    #expect(await listener.process.waitForExit() == .status(status))
  }

  @Test(arguments: [["--port", "65536"], ["--status", "99"], ["--forward", "http://example.com/"], ["--port", "x"]])
  func unusableValueIsAMistakeOfTheCommandLine(arguments: [String]) async throws {
    #expect(try await PipedRun(["listen"] + arguments).exit == .status(2))
  }

  @Test func portThatIsTakenIsSaid() async throws {
    let listener = try await ListeningProcess()
    let port = String(listener.url.split(separator: ":").last ?? "")
    let run = try await PipedRun(["listen", "--port", port])
    #expect(run.exit == .status(3))
    #expect(run.errorOutput == "payin-mcp: cannot listen: port \(port): Address already in use\n")
    #expect(await listener.stop() == .status(0))
  }

  @Test func receiverIsNotForwardedToItself() async throws {
    let listener = try await ListeningProcess()
    let port = String(listener.url.split(separator: ":").last ?? "")
    #expect(await listener.stop() == .status(0))
    let run = try await PipedRun(["listen", "--port", port, "--forward", "http://localhost:\(port)/x"])
    #expect(run.exit == .status(2))
    #expect(run.errorOutput.contains("--forward"))
  }
}
