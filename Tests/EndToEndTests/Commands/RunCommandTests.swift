import Foundation
import Glibc
import TestSupport
import Testing

/// `payin-mcp run`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct RunCommandTests {
  private static let order =
    "call create_order orderReference=a amount=49.99 currency=USDT chainId=ethereum-sepolia\n"
    + "capture order = result.structuredContent.orderId\n"

  // MARK: What gets through

  @Test(arguments: [
    // From order to payment, in both eras.
    """
    era both
    \(order)pay order ${order} partial
    call get_order orderId=${order}
    expect {result: {structuredContent: {status: "pending", receivedAmount: decimal("24.995")}}}
    pay order ${order}
    call get_order orderId=${order}
    expect {result: {structuredContent: {orderId: "${order}", status: "completed", amount: decimal("49.990")}}}
    """,
    // The clock, faults and a reset.
    """
    \(order)advance 1h
    call get_order orderId=${order}
    expect {result: {structuredContent: {status: "expired"}}}
    fault POST /orders reset_after
    call create_order orderReference=b amount=1 currency=USDT chainId=tron-nile
    expect {result: {structuredContent: {outcome: "reconciled"}}}
    fault GET /orders/:id 500 times=9
    call get_order orderId=${order}
    expect error upstream_error
    fault none
    reset
    call list_orders
    expect {result: {structuredContent: {pagination: {total: 0}}}}
    """,
    // Orders outlive the process.
    """
    \(order)kill
    call get_order orderId=${order}
    expect {result: {structuredContent: {status: "pending"}}}
    restart
    call get_order orderId=${order}
    expect {result: {structuredContent: {orderReference: "a"}}}
    """,
    // Settings of the server.
    "env PAYIN_READ_ONLY=1\ncall create_order orderReference=a\nexpect error -32602\nexit 0",
    "env PAYIN_READ_ONLY=maybe\nexit 3",
    // A question to a person.
    """
    era both
    env PAYIN_CONFIRM=always
    client {elicitation: {form: {}}}
    call bind_deposit_address depositReference=u1 protocol=evm
    reply elicitation/create {action: "accept", content: {confirm: true}}
    call unbind_deposit_address depositReference=u1
    expect {result: {structuredContent: {outcome: "done"}}}
    """,
    // Frames as they are.
    """
    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"me","version":"1"}}}
    {"jsonrpc":"2.0","method":"notifications/initialized"}
    {"jsonrpc":"2.0","id":2,"method":"tools/list"}
    """,
  ])
  func scriptGetsThrough(_ text: String) async throws {
    let run = try await ProgramRun(["run", "-"], input: text)
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
    #expect(run.output.hasPrefix("ok    -  "))
    #expect(run.errorOutput.isEmpty)
  }

  @Test func firstExampleOfTheDocumentationGetsThrough() async throws {
    let page = try String(contentsOf: OracleFolder.root.appending(path: "docs/scripts.md"), encoding: .utf8)
    let example = page.components(separatedBy: "```\n")[1]
    #expect(example.hasPrefix("# checkout.payin\n"))
    let run = try await ProgramRun(["run", "-"], input: example)
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
  }

  /// The words of the sandbox, as the documentation has them.
  @Test func everyControlWordCallsItsTool() async throws {
    let text = """
      \(Self.order)pay order ${order} partial
      pay order ${order} amount=5
      pay order ${order}
      call bind_deposit_address depositReference=u9 protocol=tron
      pay deposit u9 amount=30 currency=USDT chainId=tron-nile
      expect {result: {structuredContent: {amount: decimal("30")}}}
      fault POST /orders reset_after times=2
      expect {result: {structuredContent: {route: "POST /api/v1/orders", kind: "reset_after", remaining: 2}}}
      fault * 503 retryAfter=5s
      expect {result: {structuredContent: {route: "*", kind: "status", status: 503}}}
      fault GET /orders/:id delay delay=500ms
      fault none
      expect {result: {structuredContent: {removed: 3}}}
      advance 1h30m
      expect {result: {structuredContent: {outcome: "done", aheadSeconds: integer}}}
      advance 1d1s
      advance to 2099-12-24T12:00:00Z
      expect error rejected
      deliver order ${order} times=2 url=http://127.0.0.1:9/
      expect {result: {structuredContent: {deliveries: contains({delivered: false})}}}
      deliver reverse url=http://127.0.0.1:9/
      reset
      expect {result: {structuredContent: {orders: 1, bindings: 1}}}
      """
    let run = try await ProgramRun(["run", "-"], input: text)
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
  }

  /// Two runs give the same ids, so that scripts can compare them.
  @Test func everyScriptHasAFreshSandboxOfTheSameSeed() async throws {
    let folder = try ScriptFolder(["a.payin": Self.order, "b.payin": Self.order])
    let run = try await ProgramRun(["run", folder.path, "-v"])
    let ids = run.errorOutput.matches(of: #/structuredContent.*?(ord_[0-9a-f]+)/#).map { String($0.1) }
    #expect(ids.count == 2)
    #expect(Set(ids).count == 1)
  }

  /// The settings of the user have no effect on a script.
  @Test func environmentOfTheUserIsLeftOut() async throws {
    let run = try await ProgramRun(
      ["run", "-"], input: Self.order,
      environment: ["PAYIN_API_KEY": "pk_test_0123456789abcdef", "PAYIN_READ_ONLY": "1", "PAYIN_WRONG": "1"])
    #expect(run.exit == .status(0), "\(run.output)")
  }

  // MARK: What does not

  @Test func wrongExpectationIsUnderstoodAtAGlance() async throws {
    let folder = try ScriptFolder([
      "paid.payin": Self.order + "call get_order orderId=${order}\n"
        + "expect {result: {structuredContent: {\n  status: \"completed\",\n  amount: decimal(\"49.99\")\n}}}\n"
    ])
    let run = try await ProgramRun(["run", folder.path("paid.payin")])
    #expect(run.exit == .status(1))
    let lines = run.stableOutput(folder).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines.dropFirst().prefix(13).joined(separator: "\n") == """
          paid.payin:4:1
          4 | expect {result: {structuredContent: {
          5 |   status: "completed",
          6 |   amount: decimal("49.99")
          7 | }}}
          the answer is not as expected: it has another value
          at        result.structuredContent.status
          expected  "completed"
          actual    "pending"
          sent      {"id":3,"method":"tools/call","params":{"name":"get_order",
                    "arguments":{"orderId":"ord_641c5ac396b3a4ed"}}}
          received  {"id":3,"result":{"content":[…],"structuredContent":{
                    "orderId":"ord_641c5ac396b3a4ed","orderReference":"a",
        """)
    #expect(lines.first?.hasPrefix("FAIL  ") == true)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.suffix(2) == ["0 passed, 1 failed; 3 steps in N ms", ""])
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test(
    arguments: [
      ("call list_orders\nexpect {result: {isError: true}}", [], 1),
      ("call nothing", [], 1),
      ("expect nothing", [], 2),
      ("call list_orders", ["--server", "sh -c 'echo hello; cat'"], 4),
      ("within 300ms\ncall list_orders", ["--server", "sleep 60"], 5),
      ("call list_orders", ["--server", "/nonexistent/server"], 5),
      ("call list_orders", ["--server", "true"], 5),
    ] as [(String, [String], Int32)])
  func statusSaysWhatKindOfFailureItIs(_ text: String, _ arguments: [String], _ status: Int32) async throws {
    let run = try await ProgramRun(["run", "-"] + arguments, input: text)
    #expect(run.exit == .status(status), "\(run.output)\(run.errorOutput)")
  }

  /// A broken protocol is graver than a server that does not answer, and that is graver than an expectation.
  @Test func gravestFailureDecidesTheStatus() async throws {
    let folder = try ScriptFolder([
      "1.payin": "call nothing", "2.payin": "within 200ms\nfault * hang\ncall list_orders",
      "3.payin": "call list_orders",
    ])
    let run = try await ProgramRun(["run", folder.path])
    #expect(run.exit == .status(5), "\(run.output)")
    #expect(run.stableOutput(folder).contains("1 passed, 2 failed"))
  }

  @Test(arguments: [
    ["run"], ["run", "/nonexistent.payin"], ["run", "/var/empty-\(getpid())"], ["run", "-", "--jobs", "0"],
    ["run", "-", "--update"], ["run", "-", "--server", "'open"], ["run", "-", "--server", " "],
    ["run", "-", "--format", "xml"], ["run", "-", "--filter", "nothing"], ["run", "-", "--live", "--server", "cat"],
  ])
  func wrongCommandLineIsRefused(_ arguments: [String]) async throws {
    let run = try await ProgramRun(arguments, input: "call list_orders")
    #expect(run.exit == .status(2))
    #expect(run.output.isEmpty)
    #expect(!run.errorOutput.isEmpty)
  }

  @Test(arguments: [
    ("advance soon", "advance 1h30m"), ("advance", "advance 10m"),
    ("fault POST orders reset_after", "fault POST /orders"),
    ("fault /orders explode", "fault POST /orders"), ("fault * hang tims=2", "times="), ("pay ord_1", "pay order ID"),
    ("pay order", "pay order ID"), ("pay order ord_1 twice", "amount="), ("deliver now", "times="),
    ("reset all", "reset"),
  ])
  func wrongControlWordIsNamedWithItsFix(_ line: String, _ fix: String) async throws {
    let run = try await ProgramRun(["run", "-"], input: "# first\n" + line)
    #expect(run.exit == .status(2))
    #expect(run.errorOutput.hasPrefix("-:2:"))
    #expect(run.errorOutput.split(separator: "\n").last?.contains(fix) == true, "\(run.errorOutput)")
  }

  // MARK: Real networks

  @Test(
    arguments: [
      (["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_BASE_URL": "https://app.payin.com/api/v1"], "main network"),
      (["PAYIN_BASE_URL": "https://app.payin.com"], "main network"),
      (["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_BASE_URL": "http://127.0.0.1:9"], "main network"),
      (["PAYIN_API_KEY": ""], "PAYIN_API_KEY"), (["PAYIN_TIMEOUT": "long"], "PAYIN_TIMEOUT"),
    ] as [([String: String], String)])
  func liveRefusesRealMoneyAndWrongSettings(_ settings: [String: String], _ word: String) async throws {
    let environment = ["PAYIN_API_KEY": "pk_test_0123456789abcdef"].merging(settings) { $1 }
    let run = try await ProgramRun(["run", "-", "--live"], input: "call list_orders", environment: environment)
    #expect(run.exit == .status(3), "\(run.output)\(run.errorOutput)")
    #expect(run.errorOutput.contains(word))
    #expect(run.output.isEmpty)
  }

  /// A script answers its own confirmations, and may come from a recording or a stranger.
  @Test(arguments: [
    "env PAYIN_ENVIRONMENT=mainnet PAYIN_BASE_URL=https://app.payin.com PAYIN_API_KEY=pk_live_0123456789abcdef",
    "env PAYIN_API_KEY=pk_test_0123456789abcdef", "env PAYIN_CONFIG=config.json",
    "env PAYIN_CONFIG=\nenv XDG_CONFIG_HOME=.",
    "call list_orders\ncapture home = result.content[0].text\nenv HOME=${home}",
  ])
  func scriptDoesNotLeaveThisMachine(_ text: String) async throws {
    let folder = try ScriptFolder([:])
    let settings = Data(#"{"api-key": "pk_test_0123456789abcdef"}"#.utf8)
    try FileManager.default.createDirectory(atPath: folder.path("payin-mcp"), withIntermediateDirectories: false)
    for name in ["config.json", "payin-mcp/config.json"] {
      try settings.write(to: URL(filePath: folder.path(name)))
      chmod(folder.path(name), 0o600)
    }
    let run = try await ProgramRun(
      ["run", "-"],
      input: text.replacing("=config.json", with: "=\(folder.path)/config.json")
        .replacing("HOME=.", with: "HOME=\(folder.path)") + "\ncall list_orders")
    #expect(run.exit == .status(3))
    #expect(run.output.isEmpty)
    #expect(run.errorOutput.contains("-:") && run.errorOutput.split(separator: "\n").count == 1, "\(run.errorOutput)")
  }

  @Test func otherServerGetsNoSettingsOfAMainNetwork() async throws {
    let run = try await ProgramRun(
      ["run", "-", "--server", "cat"], input: "call list_orders",
      environment: [
        "PAYIN_ENVIRONMENT": "mainnet", "PAYIN_BASE_URL": "https://app.payin.com", "PAYIN_API_KEY": "pk_a1b2c3d4e5f6",
      ])
    #expect(run.exit == .status(3))
    #expect(run.errorOutput.contains("main network"))
  }

  @Test(arguments: [
    "env PAYIN_ENVIRONMENT=mainnet PAYIN_BASE_URL=https://app.payin.com", "env PAYIN_BASE_URL=https://app.payin.com",
    "call list_orders\ncapture url = result.content\nenv PAYIN_BASE_URL=${url}",
  ])
  func liveRefusesAScriptThatLeadsToRealMoney(_ text: String) async throws {
    let run = try await ProgramRun(
      ["run", "-", "--live"], input: text + "\ncall list_orders",
      environment: ["PAYIN_API_KEY": "pk_test_0123456789abcdef"])
    #expect(run.exit == .status(3), "\(run.output)\(run.errorOutput)")
    #expect(run.output.isEmpty)
  }

  @Test func liveCallsTheAPIOfTheSettings() async throws {
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    let run = try await ProgramRun(
      ["run", "-", "--live"], input: "call get_order orderId=ord_1\nexpect error not_found",
      environment: LoopbackAPI.environment(api))
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
  }

  @Test func keyIsNotShown() async throws {
    let key = "pk_test_0123456789abcdef"
    for format in ["text", "tap", "junit", "json"] {
      let run = try await ProgramRun(
        [
          "run", "-", "-v", "--format", format, "--server", "sh -c 'echo $PAYIN_API_KEY; echo $PAYIN_API_KEY >&2; cat'",
        ],
        input: "call list_orders", environment: ["PAYIN_API_KEY": key])
      #expect(run.exit == .status(4))
      #expect(!(run.output + run.errorOutput).contains(key))
      #expect(!run.output.isEmpty)
    }
  }
}
