import JSON
import TestSupport
import Testing

/// `payin-mcp call` in scripts: each command is a process of its own, and the file of the sandbox is what they share.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct CallTests {
  private let sandbox: SandboxFile

  init() throws {
    sandbox = try SandboxFile()
  }

  @Test func orderIsMadePaidAndReadByCommands() async throws {
    let id = try await sandbox.order("订单 №1 🧾", "49.90")
    let waiting = try await sandbox.call("wait_for_order", "--orderId", id, "--timeoutSeconds=1")
    #expect(try waiting.json["timedOut"] == true)
    #expect(waiting.exit == .status(5))
    #expect(waiting.errors.contains("received"))
    let paid = try await sandbox.call("simulate_payment", "orderId=\(id)")
    #expect(paid.exit == .status(0), "\(paid)")
    let read = try await sandbox.call("get_order", "--json", "-", input: #"{"orderId":"\#(id)"}"#)
    #expect(read.lines.count == 1)
    #expect(try read.json["status"] == "completed")
    #expect(try read.json["amount"] == "49.90")
    #expect(try read.json["orderReference"] == "订单 №1 🧾")
    #expect(read.errors.isEmpty)
    let done = try await sandbox.call("wait_for_order", "orderId=\(id)", "--quiet")
    #expect(done.exit == .status(0))
    #expect(done.errors.isEmpty)
  }

  /// `wait_for_order … && deliver` goes on for a completed order only.
  @Test func waitForAnOrderThatIsNotPaidFails() async throws {
    let id = try await sandbox.order("late-1", "49.90")
    let open = try await sandbox.call("wait_for_order", "orderId=\(id)", "--timeoutSeconds=1", "--quiet")
    #expect(open.exit == .status(5))
    let cursor = try #require(try open.json["cursor"]?.string)
    #expect(try await sandbox.call("simulate_payment", "orderId=\(id)", "amount=24.95").exit == .status(0))
    let changed = try await sandbox.call("wait_for_order", "orderId=\(id)", "cursor=\(cursor)", "--quiet")
    #expect(changed.exit == .status(1), "\(changed)")
    #expect(try await sandbox.call("advance_clock", "advanceMinutes=60").exit == .status(0))
    let expired = try await sandbox.call("wait_for_order", "orderReference=late-1", "--quiet")
    #expect(expired.exit == .status(1), "\(expired)")
    #expect(try expired.json["status"] == "expired")
  }

  @Test func listIsATableWithAmountsAlignedByTheirPoint() async throws {
    _ = try await sandbox.order("a", "1000")
    _ = try await sandbox.order("中文", "0.5")
    let run = try await sandbox.call(
      "list_orders", "--output", "table", environment: ["NO_COLOR": "1", "TERM": "xterm"])
    #expect(run.exit == .status(0))
    #expect(run.errors == "2 of 2 orders, page 1 of 1. Shown: 2 pending.\n")
    let rows = run.lines
    try #require(rows.count == 3)
    #expect(rows[0].hasPrefix("orderId               orderReference  status   amount  currency  chainId"))
    #expect(rows.contains { $0.contains("  a               pending  1000    USDT") })
    #expect(rows.contains { $0.contains("  中文            pending     0.5  USDT") })
    #expect(!run.output.contains("\u{1B}"))
    let fields = try await sandbox.call("get_status", "--output=table", "-q")
    #expect(fields.lines.first?.hasPrefix("environment.mode  ") == true)
    #expect(fields.errors.isEmpty)
  }

  @Test func textIsWhatAChatSees() async throws {
    let id = try await sandbox.order("text-1")
    let run = try await sandbox.call("get_order", "orderId=\(id)", "--output", "text")
    #expect(run.output == "Order \(id) (\"text-1\") for 49.90 USDT on ethereum-sepolia is pending.\n")
    let chinese = try await sandbox.call("get_order", "orderId=\(id)", "--output", "text", "--lang", "zh")
    #expect(chinese.output == "订单 \(id)（\"text-1\"），金额 49.90 USDT（ethereum-sepolia），状态为 pending。\n")
  }

  @Test func readerThatLeavesEarlyEndsTheCommandQuietly() async throws {
    let id = try await sandbox.order("head")
    let run = try await Shell.run(
      """
      unset PAYIN_API_KEY; export HOME=/nonexistent
      for format in json text table; do
        \(ServerBinary.path) call get_order orderId=\(id) --output $format -q --sandbox-db '\(sandbox.path)' | true
        echo "${PIPESTATUS[0]}"
      done
      \(ServerBinary.path) call list_orders --output table -q --sandbox-db '\(sandbox.path)' | head -1 | cut -c1-7
      """)
    #expect(run.output == "0\n0\n0\norderId\n")
    #expect(run.exit == .status(0))
  }

  @Test func largeArgumentsComeFromStandardInput() async throws {
    let metadata = String(repeating: "x", count: 16_000)
    let object: JSONValue = [
      "orderReference": "large", "amount": "1", "currency": "USDT", "chainId": "ethereum-sepolia",
      "metadata": ["text": .string(metadata)],
    ]
    let made = try await sandbox.call("create_order", "--json", "-", input: "\(object)")
    #expect(made.exit == .status(0), "\(made.errors)")
    let tooLarge = String(repeating: " ", count: 4 << 20) + "{}"
    let refused = try await sandbox.call("create_order", "--json", "-", input: tooLarge)
    #expect(refused.exit == .status(2))
    #expect(refused.errors == "payin-mcp: --json cannot be read: standard input is longer than 4 MiB.\n")
  }

  @Test func pageOfAListIsAskedForByFlagsAndWords() async throws {
    for reference in ["a", "b", "c"] { _ = try await sandbox.order(reference) }
    let run = try await sandbox.call("list_orders", "--limit", "2", "page=2")
    #expect(try run.json["orders"]?.array?.count == 1)
    #expect(try run.json["pagination"]?["total"] == 3)
  }
}
