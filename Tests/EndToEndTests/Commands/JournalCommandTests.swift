import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// The journal of the built program, across deaths of its process and full disks, and the commands that read it.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct JournalCommandTests {
  private static let order = #"{"success":true,"data":{"orderId":"ord_1","status":"pending"}}"#

  private static func arguments(_ reference: String) -> JSONObject {
    ["orderReference": .string(reference), "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia"]
  }

  private static func journal(_ arguments: String...) async throws -> CommandRun {
    try await CommandRun(["journal"] + arguments, environment: [:])
  }

  /// An API that says so when an order is made, and then answers nothing until its client has ended.
  private static func silentAfterCreation(_ made: Latch) -> TestServer {
    TestServer { peer in
      guard let request = peer.readRequest() else { return }
      guard request.method == "POST" else {
        return peer.reply(200, ["Content-Type: application/json", "Connection: close"], #"{"data":{"orders":[]}}"#)
      }
      made.arrive()
      peer.waitForEnd()
    }
  }

  @Test func deathAfterTheWriteLeavesAnIntentThatIsNamed() async throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/payin.journal"
    let made = Latch()
    let client = try await Client(
      .july2026, Server(Self.silentAfterCreation(made), ["PAYIN_JOURNAL": path, "PAYIN_DIALECT": "documented"]))
    client.server.send(Line.call(70, "create_order", .object(Self.arguments("a")), .july2026))
    await made.wait()
    client.server.process.send(SIGKILL)
    _ = try await client.server.waitForEnd()
    let killed = try await Self.journal("verify", path)
    #expect(killed.exit == .status(0))
    #expect(killed.output.contains("Calls without an outcome: 1."))
    #expect(killed.output.contains("or the outcome could not be recorded"))
    #expect(killed.output.contains(/record 1: create_order, .*Z, request id [0-9a-f-]{36}/))
    // A line that its writer did not finish.
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(#"{"seq":2,"time":"2026"#.utf8))
    let torn = try await Self.journal("verify", path, "--lang", "zh")
    #expect(torn.exit == .status(1) && torn.output.hasPrefix("第 2 行损坏"))

    let next = try await Client(.june2025, Server(LoopbackAPI.answering(201, Self.order), ["PAYIN_JOURNAL": path]))
    _ = try await next.call("publish_payment_link", ["id": "link_1"])
    try await next.server.finish()
    let check = try await Self.journal("verify", path, "--json")
    #expect(check.exit == .status(0), "\(check.output)")
    let report = try check.json
    #expect(report["valid"] == true && report["records"] == 4)
    #expect(report["recovered"] == [["line": 2, "bytes": 22]])
    #expect(report["withoutOutcome"]?.array?.map { $0["tool"] } == ["create_order"])
    #expect(try !String(contentsOfFile: path, encoding: .utf8).contains(LoopbackAPI.key))
  }

  /// Two servers write at once; each call is whole, and the chain has one end.
  @Test func twoServersShareOneJournal() async throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/payin.journal"
    let clients = [
      try await Client(.july2026, Server(["--sandbox-db", ":memory:", "--journal", path])),
      try await Client(.november2025, Server(environment: ["PAYIN_JOURNAL": path])),
    ]
    for client in clients {
      for number in 0..<8 {
        client.server.send(
          Line.call(
            .number(JSONNumber(100 + number)), "create_order", .object(Self.arguments("o\(number)")),
            client.revision))
      }
    }
    for client in clients { #expect(try await client.server.finish().count == 8) }
    let check = try await Self.journal("verify", path, "--at-least", "32")
    #expect(check.exit == .status(0), "\(check.output)")
    #expect(check.output.hasPrefix("The chain holds. Records: 32, calls: 16.\nLast hash: "))
    let shown = try await Self.journal("show", path, "--last", "3")
    #expect(shown.output.split(separator: "\n").count == 4 && shown.errorOutput.contains("3 of 16 calls"))
  }

  /// The file may not grow beyond 2000 bytes, as on a full disk: the first order has 900 bytes of records.
  @Test func fullDiskRefusesTheWriteBeforeItIsSent() async throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/payin.journal"
    let server = try Server(
      environment: ["PAYIN_JOURNAL": path], wrapper: ["/usr/bin/prlimit", "--fsize=2000:2000"])
    let client = try await Client(.july2026, server)
    var refused: JSONValue?
    for number in 0..<3 where refused == nil {
      let result = try await client.call("create_order", .object(Self.arguments("o\(number)")))
      if result["isError"] == true { refused = try result.data }
    }
    #expect(refused?["code"] == "journal_failed" && refused?["outcome"] == "not_sent")
    #expect(refused?["message"]?.string?.contains("cannot be written: File too large") == true)
    let listed = try await client.data("list_orders")
    #expect(listed["pagination"]?["total"] == 2)
    try await server.finish()
    let check = try await Self.journal("verify", path)
    #expect(check.exit == .status(0) && check.output.contains("Records: 4"), "\(check.output)")
  }

  @Test func unusableJournalStopsTheStart() async throws {
    let folder = try TestFolder()
    let open = try folder.write("", to: "open", mode: 0o644)
    for (path, words) in [
      (open, "can be read or changed by other users (mode 644): chmod 600 mends it"),
      ("/dev/full", "is no regular file"), ("\(folder.path)/none/x", "cannot be opened: No such file or directory"),
      ("payin.journal", "must be the absolute path of a file"),
    ] {
      let run = try await CommandRun(["--journal", path], environment: [:])
      #expect(
        run.exit == .status(3) && run.errorOutput.hasPrefix("payin-mcp: --journal \(words)"), "\(run.errorOutput)")
      // To remove the setting would switch the journal off.
      #expect(!run.errorOutput.contains("remove it"), "\(run.errorOutput)")
    }
    // Settings that are only looked at make no file.
    let fresh = "\(folder.path)/fresh"
    #expect(try await CommandRun(["--print-config", "--journal", fresh], environment: [:]).exit == .status(0))
    #expect(try folder.content == ["open"])
  }

  @Test func brokenJournalIsTold() async throws {
    let folder = try TestFolder()
    let path = try folder.write("\u{1B}[31m\n", to: "journal")
    let check = try await Self.journal("verify", path)
    #expect(check.exit == .status(1))
    #expect(check.output.hasPrefix("Line 1 is broken: it is no record. Records before it that hold: 0.\n"))
    let empty = try folder.write("", to: "empty")
    #expect(try await Self.journal("verify", empty).exit == .status(0))
    let cut = try await Self.journal("verify", empty, "--expect", String(repeating: "A", count: 64), "--at-least", "1")
    #expect(cut.exit == .status(1) && cut.output.split(separator: "\n").count == 3)
    let missing = try await Self.journal("show", "\(folder.path)/none")
    #expect(missing.exit == .status(2) && missing.errorOutput.contains("No such file or directory"))
  }

  @Test(arguments: [
    ["verify"], ["verify", ""], ["show", ""], ["verify", "-", "--expect", "12"], ["verify", "-", "--at-least=-1"],
    ["verify", "-", "--expect", String(repeating: "0", count: 64)],
  ])
  func whatCannotBeMeantIsRefused(_ arguments: [String]) async throws {
    let run = try await CommandRun(["journal"] + arguments, environment: [:])
    #expect(run.exit == .status(2) && run.output.isEmpty, "\(run.output)")
    #expect(!run.errorOutput.contains("No such file"), "\(run.errorOutput)")
  }

  /// A named pipe without a writer would be waited for, and a device has no end.
  @Test func onlyRegularFilesAreOpened() async throws {
    let folder = try TestFolder()
    let pipe = "\(folder.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for (command, path) in [("verify", pipe), ("show", pipe), ("show", "/dev/zero"), ("verify", folder.path)] {
      let run = try await Self.journal(command, path)
      #expect(run.exit == .status(2), "\(command) \(path)")
      #expect(run.errorOutput.contains("is no regular file; what a pipe brings is read with -"), "\(run.errorOutput)")
    }
  }

  /// A broken chain is told beside the rows, which are shown as they are.
  @Test func showTellsOfABrokenChain() async throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/payin.journal"
    let client = try await Client(.july2026, Server(["--sandbox-db", ":memory:", "--journal", path]))
    for name in ["a", "b"] { _ = try await client.call("create_order", .object(Self.arguments(name))) }
    try await client.server.finish()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { "\($0)\n" }
    try #require(lines.count == 4)
    let whole = try await Self.journal("show", path)
    #expect(whole.exit == .status(0) && whole.errorOutput.isEmpty)
    for (text, words) in [
      (lines[2...].joined(), "Line 1 is broken: it does not follow the record before it"),
      (lines.joined() + lines[3], "Line 5 is broken: it does not follow the record before it"),
      (lines.joined().replacing("created", with: "unknown"), "Line 2 is broken: its content does not fit its hash"),
      (lines.joined() + "{\"seq\":5", "Line 5 is broken: it has no end"),
      (lines.joined() + String(repeating: " ", count: 300_000), "Line 5 is broken: it is longer than any record"),
    ] {
      let file = try folder.write(text, to: "changed")
      for options in [[], ["--json"]] {
        let run = try await CommandRun(["journal", "show", file] + options, environment: [:])
        #expect(run.exit == .status(1) && run.output.contains("create_order"), "\(words)")
        #expect(run.errorOutput.hasPrefix(words), "\(run.errorOutput)")
        #expect(run.errorOutput.contains(" on may have been changed, and calls may be missing."))
      }
    }
  }
}
