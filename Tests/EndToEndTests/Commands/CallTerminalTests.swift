import Glibc
import JSON
import TestSupport
import Testing

/// `payin-mcp call` for a person at a terminal.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct CallTerminalTests {
  private static let question = "Yes, do this? [y/N] "
  private static let title = "书 \u{202E}\u{1B}[31m1"

  private let sandbox: SandboxFile

  init() throws {
    sandbox = try SandboxFile()
  }

  private func link() async throws -> String {
    let run = try await sandbox.call(
      "create_payment_link", "title=\(Self.title)", "amount=5",
      #"currencies={"currency":"USDC","chainId":"polygon-amoy"}"#)
    return try #require(try run.json["id"]?.string, "\(run)")
  }

  private func publish(_ id: String, _ answer: String) throws -> TerminalRun {
    try TerminalRun(
      ["call", "publish_payment_link", "id=\(id)", "--output", "json", "--sandbox-db", sandbox.path],
      answers: [(Self.question, answer)], environment: ["PAYIN_CONFIRM": "always"], isPiped: true)
  }

  @Test(
    arguments: [
      ("y\n", 0, nil), ("YES\n", 0, nil), ("是\n", 0, nil), ("n\n", 1, "declined"), ("\n", 1, "declined"),
      ("yy\n", 1, "declined"), ("\u{4}", 1, "not_confirmed"),
    ] as [(String, Int, String?)])
  func onlyAYesIsSent(answer: String, status: Int, code: String?) async throws {
    let id = try await link()
    let run = try publish(id, answer)
    #expect(run.status == status, "\(run)")
    #expect(try JSONParser.parse(run.output)["code"]?.string == code)
    #expect(run.screen.contains("\nid: \"\(id)\"\ntitle: \"书 \\u202e\\u001b[31m1\"\namount: \"5\""))
    let read = try await sandbox.call("get_payment_link", "id=\(id)")
    #expect(try read.json["status"] == (status == 0 ? "published" : "draft"))
  }

  @Test func leavingTheQuestionSendsNothing() async throws {
    let id = try await link()
    let run = try publish(id, "\u{3}")
    #expect(run.status == -Int(SIGINT))
    #expect(run.screen.contains("cancelled. Nothing was sent."))
    #expect(run.output.isEmpty)
    #expect(try await sandbox.call("get_payment_link", "id=\(id)").json["status"] == "draft")
  }

  /// What is piped in is no answer, and neither is a setting that asks for tokens a way past the question.
  @Test(arguments: ["always", "always+token"])
  func withoutATerminalItIsRefused(rule: String) async throws {
    let id = try await link()
    let run = try await sandbox.call(
      "publish_payment_link", "id=\(id)", "--confirm", rule, input: "y\ny\ny\n")
    #expect(run.exit == .status(1))
    #expect(try run.json["code"] == "confirmation_required")
    #expect(try run.json["outcome"] == "not_sent")
    #expect(try run.json["fix"] == "Run this command on a terminal, where it asks you.")
    #expect(run.errors.contains("A person must confirm this first, and this client cannot ask one. Nothing was sent."))
    #expect(run.errors.contains("Fix: Run this command on a terminal, where it asks you."))
  }

  @Test(arguments: [("y\n", 1), ("n\n", 0)])
  func mainNetworkAsksWithoutASetting(answer: String, writes: Int) async throws {
    let count = HTTPMethodCount()
    let api = TestServer.answering { request, peer in
      count.add(request.method)
      peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":{"id":"link_1"}}"#)
    }
    let environment = LoopbackAPI.environment(api, ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "1"])
    let run = try TerminalRun(
      ["call", "publish_payment_link", "id=link_1"], answers: [(Self.question, answer)], environment: environment)
    #expect(run.screen.contains("on mainnet at 127.0.0.1:\(api.port)? This is real money."))
    #expect(run.status == (writes == 1 ? 0 : 1), "\(run)")
    #expect(count.writes == writes)
    #expect(!run.screen.contains("canary"))
  }

  @Test func waitIsShownOnOneLineAndCancelled() async throws {
    let id = try await sandbox.order("wait")
    let run = try TerminalRun(
      ["call", "wait_for_order", "orderId=\(id)", "timeoutSeconds=50", "--sandbox-db", sandbox.path],
      answers: [("received", "\u{3}")])
    #expect(run.status == -Int(SIGINT), "\(run)")
    let shown = run.screen.replacing("^C", with: "")
    #expect(shown.contains("\r\u{1B}[Kpending"))
    #expect(shown.hasSuffix("\r\u{1B}[Kpayin-mcp: cancelled\n"), "\(shown)")
  }

  /// The API takes the order and never answers.
  @Test func outcomeOfAnInterruptedWriteIsTold() async throws {
    let api = TestServer.answering { request, peer in
      guard request.method == "GET" else { return peer.waitForEnd() }
      peer.reply(404, ["Content-Type: application/json"], LoopbackAPI.notFound)
    }
    let environment = LoopbackAPI.environment(
      api, ["PAYIN_DRAIN_TIMEOUT": "0.1", "PAYIN_LOG_LEVEL": "debug", "PAYIN_DUPLICATE_CHECK": "off"])
    let run = try TerminalRun(
      [
        "call", "create_order", "orderReference=x", "amount=1", "currency=USDT", "chainId=ethereum-sepolia",
        "--output", "json",
      ], answers: [("POST", "\u{3}")], environment: environment, isPiped: true)
    #expect(run.status == -Int(SIGINT), "\(run)")
    #expect(try JSONParser.parse(run.output)["code"] == "shutting_down")
    #expect(try JSONParser.parse(run.output)["outcome"] == "unknown")
    #expect(run.screen.contains("Outcome: unknown, it may have taken effect"))
  }

  @Test func terminalGetsTextAndAPipeGetsJSON() async throws {
    let id = try await sandbox.order("form")
    let command = ["call", "get_order", "orderId=\(id)", "--sandbox-db", sandbox.path]
    let text = "Order \(id) (\"form\") for 49.90 USDT on ethereum-sepolia is pending.\n"
    #expect(try TerminalRun(command).screen == text)
    #expect(try JSONParser.parse(TerminalRun(command, isPiped: true).output)["orderId"]?.string == id)
    let indented = try TerminalRun(command + ["--output", "json"]).screen
    #expect(indented.hasPrefix("{\n  \"orderId\": \"\(id)\",\n"))
  }

  /// A pseudo-terminal without a size counts as one of 80 columns.
  @Test func tableFitsTheTerminal() async throws {
    _ = try await sandbox.order("订单", "1.5")
    let run = try TerminalRun(["call", "list_orders", "--output", "table", "--sandbox-db", sandbox.path])
    let lines = run.screen.split(separator: "\n")
    try #require(lines.count > 3)
    #expect(lines[1].hasPrefix("orderId               orderReference  status   amount  currency"))
    #expect(lines[1...2].allSatisfy { $0.count <= 80 })
    #expect(!lines[2].contains("0x"))
    #expect(lines[3].hasPrefix("Too wide for this terminal: chainId, address, paymentUrl, "))
  }
}
