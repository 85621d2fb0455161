import Foundation
import TestSupport
import Testing

/// `payin-mcp export`. What the programs do is tested in `ClientSandboxTests`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct ExportCommandTests {
  private static func export(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> PipedRun {
    try await PipedRun(["export"] + arguments, input: [], environment: environment)
  }

  @Test func flowsAreListedInBothLanguages() async throws {
    for (language, word) in [("en", "webhook_handler  Receives"), ("zh", "webhook_handler  接收")] {
      let run = try await Self.export(["--lang", language])
      #expect(run.exit == .status(0) && run.output.contains(word), "\(run.output)")
      #expect(!run.output.contains("session"))
    }
  }

  @Test func mistakeInTheSettingsIsSaidByTheListToo() async throws {
    let run = try await Self.export([], ["PAYIN_LANG": "fr"])
    #expect(run.exit == .status(3) && run.output.isEmpty, "\(run.output)")
  }

  @Test func programIsForTheHostOfTheSettings() async throws {
    let mainnet = ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_BASE_URL": "https://app.payin.com/api/v1"]
    let run = try await Self.export(
      ["order-checkout", "--language", "PHP"], mainnet.merging(["PAYIN_API_KEY": "pk_live_0123456789"]) { $1 })
    #expect(run.exit == .status(0) && run.output.hasPrefix("<?php\n"), "\(run.errorOutput)")
    #expect(run.output.contains("'https://app.payin.com/api/v1'") && run.output.contains("'polygon-mainnet'"))
    #expect(!run.output.contains("pk_"))
  }

  @Test func fileIsNotReplacedUnlessForced() async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/retry.py"
    let arguments = ["retry", "--language", "python", "-o", path]
    #expect(try await Self.export(arguments).exit == .status(0))
    let program = try String(contentsOfFile: path, encoding: .utf8)
    #expect(program.contains("def create_order_with_retry"))
    try Data("mine".utf8).write(to: URL(filePath: path))
    let refused = try await Self.export(arguments)
    #expect(refused.exit == .status(1) && refused.errorOutput.contains("--force"), "\(refused.errorOutput)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(try await Self.export(arguments + ["--force"]).exit == .status(0))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == program)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["retry.py"])
  }

  @Test(arguments: [
    ["nothing"], ["session", "--language", "go"], ["retry"], ["retry", "--language", "cobol"],
    ["-o", "/nonexistent/.env"], ["--language", "go"], ["--force"],
  ])
  func mistakeIsAUsageError(_ arguments: [String]) async throws {
    let run = try await Self.export(arguments)
    #expect(run.exit == .status(2) && run.output.isEmpty && !run.errorOutput.isEmpty)
  }
}
