import Foundation
import JSON
import TestSupport
import Testing

/// What `payin-mcp sandbox` writes: the lines about its work, and the object for scripts.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxOutputTests {
  private static let order: JSONValue = [
    "orderReference": "one", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// The line without its time.
  private static func line(_ sandbox: SandboxProcess) async throws -> String {
    let line = try await sandbox.nextErrorLine()
    let time = try #require(line.prefixMatch(of: #/\d\d:\d\d:\d\d\.\d{3} /#), "\(line)")
    return String(line[time.range.upperBound...]).replacing(#/\d+ ms/#, with: "0 ms")
  }

  @Test func everyRequestIsALine() async throws {
    let sandbox = try await SandboxProcess(isQuiet: false)
    #expect(try await sandbox.post("/orders", Self.order).status == 201)
    #expect(try await Self.line(sandbox) == "POST /api/v1/orders 201 0 ms")
    #expect(try await sandbox.get("/orders?status=pending&token=USDT").status == 200)
    #expect(try await Self.line(sandbox) == "GET /api/v1/orders?status=pending&token=USDT 200 0 ms")
    #expect(try await sandbox.send("GET", "/nowhere").status == 404)
    #expect(try await Self.line(sandbox) == "GET /nowhere 404 0 ms")
    #expect(await sandbox.stop() == .status(0))
    #expect(await sandbox.errorOutput().isEmpty)
  }

  /// A shell asks, because Foundation would repeat what was reset.
  @Test func faultThatHitIsNamed() async throws {
    let sandbox = try await SandboxProcess(isQuiet: false)
    for (kind, more, expected) in [
      ("status", #","status":503"#, "503"), ("reset_after", "", "no-reply"), ("truncated_body", "", "201"),
      ("hang", "", "no-reply"), ("delay", #","delayMilliseconds":50"#, "201"),
    ] {
      let fault = try JSONParser.parse(#"{"route":"POST /api/v1/orders","kind":"\#(kind)"\#(more)}"#)
      let made = try await sandbox.control("/faults", fault)
      #expect(made.status == 201, "\(made)")
      #expect(try await Self.line(sandbox) == "POST /_sandbox/faults 201 0 ms")
      let body = #"{"orderReference":"\#(kind)","amount":"1","currency":"USDT","chainId":"ethereum-sepolia"}"#
      _ = try await Shell.run(
        "curl -s -m 1 -o /dev/null \(sandbox.root)/api/v1/orders -H 'Authorization: Bearer pk_a' -H 'Content-Type: application/json' -d '\(body)' || true"
      )
      let line = try await Self.line(sandbox)
      #expect(
        line.wholeMatch(of: try Regex("POST /api/v1/orders \(expected) 0 ms, fault \(kind) [a-z0-9_]+")) != nil,
        "\(line)")
    }
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func deliveriesAndTheirRetriesAreLines() async throws {
    let receiver = WebhookReceiver(500, 200)
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--webhook-url", receiver.url], isQuiet: false)
    let order = try await sandbox.post("/orders", Self.order)
    _ = try await sandbox.control("/payments", ["orderId": try #require(order.data["orderId"])])
    var lines: [String] = []
    while lines.count < 2 {
      let line = try await Self.line(sandbox)
      if line.hasPrefix("webhook ") { lines.append(line) }
    }
    let id = "evt_order_completed_\(order.data["orderId"]?.string ?? "")"
    let url = receiver.url.prefix { $0 != "?" }
    #expect(
      lines == [
        "webhook order.completed \(id) → \(url)?…, attempt 1: failed, HTTP 500, 0 ms, again in 1 s",
        "webhook order.completed \(id) → \(url)?…, attempt 2: delivered, HTTP 200, 0 ms",
      ])
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func secretsOfTargetsAreHidden() async throws {
    let sandbox = try await SandboxProcess(isQuiet: false)
    let token = sandbox.token
    let encoded = "%70k_live_0123456789"
    for (target, shown) in [
      ("/?token=\(token)", "/?token=…"), ("/pk_live_0123456789/x", "/…/x"), ("/x?key=\(encoded)", "/x?key=…"),
      ("/\(token)?a=1", "/…?a=1"), ("/x?token=1767225600000.\(token)", "/x?token=…"),
      ("/" + String(repeating: "a", count: 300), "/" + String(repeating: "a", count: 198) + "…"),
    ] {
      _ = try await Shell.run("curl -s -o /dev/null '\(sandbox.root)\(target)'")
      let line = try await Self.line(sandbox)
      #expect(line.hasPrefix("GET \(shown) "), "\(line)")
    }
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func quietWritesNothing() async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--quiet"], isQuiet: false)
    #expect(try await sandbox.post("/orders", Self.order).status == 201)
    #expect(await sandbox.stop() == .status(0))
    #expect(await sandbox.errorOutput().isEmpty)
  }

  /// Nobody reads stderr, whose pipe holds 64 KiB: the lines of 2,000 requests are twice that.
  @Test func readerWhoDoesNotKeepUpHoldsUpNoRequest() async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Shell.run(
      """
      cd '\(folder.path)'; mkfifo errors; exec 3<>errors
      '\(ServerBinary.path)' sandbox --port 0 --db :memory: --json > said 2> errors &
      trap 'kill $! 2> /dev/null || true' EXIT
      until [ -s said ]; do kill -0 $!; done
      root=$(sed -n 's/.*"root":"\\([^"]*\\)".*/\\1/p' said)
      seq -f "url=\\"$root/health?number=%06g-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\"" 2000 > urls
      curl -s -K urls | grep -o '"status":"healthy"' | wc -l
      kill $!; wait $!
      """)
    #expect(run.exit == .status(0), "\(run.output)")
    #expect(run.output.contains("2000"), "\(run.output)")
  }

  // MARK: For scripts

  /// The object that a sandbox prints as its first line.
  private static func object(_ arguments: String, _ environment: String = "") async throws -> JSONValue {
    let run = try await Shell.run(
      """
      exec 4< <(exec env -i \(environment) '\(ServerBinary.path)' sandbox --port 0 --db :memory: --json \(arguments))
      read -r line <&4; kill $!; echo "$line"
      """)
    return try JSONParser.parse(run.output.trimmingCharacters(in: .newlines))
  }

  @Test func objectHasWhatScriptsNeed() async throws {
    let said = try await Self.object("--token my-own.token")
    let root = try #require(said["root"]?.string)
    #expect(root.wholeMatch(of: #/http://127\.0\.0\.1:\d+/#) != nil)
    #expect(said["api"]?.string == root + "/api/v1")
    #expect(said["token"] == "my-own.token")
    #expect(said["dashboard"]?.string == root + "/?token=my-own.token")
    #expect(said["key"] == "pk_test_embedded_sandbox")
    #expect(said["readOnlyKey"] == "pk_readonly_test_embedded_sandbox")
    #expect(said["database"] == ":memory:")
    #expect(said["webhook"] == .null)
  }

  @Test func objectDoesNotHoldAConfiguredSecret() async throws {
    let url = "--webhook-url http://127.0.0.1:9/x"
    let known = try await Self.object(url)
    #expect(known["webhook"] == ["url": "http://127.0.0.1:9/x", "signedWith": "whsec_test_embedded_sandbox"])
    let configured = try await Self.object(url, "PAYIN_WEBHOOK_SECRET=whsec_0123456789")
    #expect(configured["webhook"]?["signedWith"] == "PAYIN_WEBHOOK_SECRET")
    #expect(!configured.description.contains("0123456789"))
  }

  @Test func tokenThatWasSetOpensTheControls() async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--token", "abcDEF-._~123"])
    #expect(sandbox.token == "abcDEF-._~123")
    #expect(try await sandbox.control("/clock", ["advanceMinutes": 1]).status == 200)
    #expect(await sandbox.stop() == .status(0))
  }

  @Test(arguments: ["", "1234567", String(repeating: "a", count: 129), "with space", "quote'quote", "汉字汉字汉字汉字"])
  func tokenThatNeedsEscapesIsRefused(token: String) async throws {
    let run = try await PipedRun(["sandbox", "--port", "0", "--db", ":memory:", "--token", token])
    #expect(run.exit == .status(2))
    #expect(run.output.isEmpty)
  }
}
