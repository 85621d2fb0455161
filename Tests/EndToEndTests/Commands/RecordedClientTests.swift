import Foundation
import JSON
import TestSupport
import Testing

/// A session of a client that others have written, in each era: recorded, run again, changed, and replayed.
@Suite struct RecordedClientTests {
  private static let key = "pk_live_9fQ2xT7vLm3RkZ1wCanary"
  private static let secret = "whsec_Zx81mQpL0vB7kT2sCanary"
  private static let environment = [
    "PAYIN_CONFIRM": "always", "PAYIN_TOOLS": "all", "PAYIN_LANG": "en", "PAYIN_WEBHOOK_SECRET": secret,
    "PAYIN_CANARY_KEY": key, "PAYIN_CANARY_SECRET": secret,
  ]
  /// How often a recording is run.
  private static let runs = 20

  private static let python = ["mcp-1.30", "mcp-2"].map { OracleFolder.root.path + "/.build-interop/\($0)/bin/python" }

  /// Changes of a recording that each have to be noticed.
  private static let changes = [
    (#"amount: "49.99""#, #"amount: "49.98""#), ("for 49\\\\.99 USDT", "for 49\\\\.98 USDT"),
    (#"status: "completed""#, #"status: "expired""#), ("valid: true", "valid: false"),
    (#"\"amount\":\"1200\\.000001"#, #"\"amount\":\"1200\\.000002"#), ("isError: true", "isError: absent"),
    ("ord_[0-9a-f]{16}$", "ord_[0-9a-f]{15}$"), (#"action: "accept""#, #"action: "decline""#),
  ]

  @Test(
    .enabled(
      if: TestTool.shouldUse(
        "mcp for Python", isPresent: python.allSatisfy(FileManager.default.isExecutableFile),
        remedy: "run Tests/environments.sh")), arguments: python)
  func sessionOfAClientIsRecordedRunAndReplayed(_ python: String) async throws {
    let folder = try ProcessTests.Folder()
    let file = "\(folder.path)/session.payin"
    let seen = try await client(
      python, [ServerBinary.path, "record", "-o", file, "--", ServerBinary.path, "--sandbox-db", ":memory:"])
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!SecretCanary.occurs(Self.key, in: text))
    #expect(!SecretCanary.occurs(Self.secret, in: text))
    // One process for all: a server is started for each.
    let files = [String](repeating: file, count: Self.runs)
    let run = try await ShellCommand.run([ServerBinary.path, "run", "--jobs", "4"] + files)
    #expect(run.status == 0, "\(run.text)")
    #expect(run.text.split(separator: "\n").count { $0.hasPrefix("ok ") } == Self.runs, "\(run.text)")
    try await expectChangesToFail(text, in: folder)
    #expect(try await client(python, [ServerBinary.path, "replay", file]) == seen)
  }

  /// - Returns: what the client saw, without the tokens that a recording does not have.
  private func client(_ python: String, _ server: [String]) async throws -> String {
    let script = OracleFolder.root.appending(path: "Tests/EndToEndTests/Commands/recorded.py").path
    let run = try await ShellCommand.run([python, "-B", script] + server, environment: Self.environment)
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(!run.errorOutput.contains("replay:"), "\(run.errorOutput)")
    return run.text.replacing(#/token=[0-9a-z_]+/#, with: "token=")
  }

  private func expectChangesToFail(_ text: String, in folder: ProcessTests.Folder) async throws {
    var files: [String] = []
    for (index, change) in Self.changes.enumerated() where text.contains(change.0) {
      let file = "\(folder.path)/changed-\(index).payin"
      let range = try #require(text.range(of: change.0))
      try Data(text.replacingCharacters(in: range, with: change.1).utf8).write(to: URL(filePath: file))
      files.append(file)
    }
    #expect(files.count > 4)
    let run = try await ShellCommand.run([ServerBinary.path, "run", "--jobs", "2", "--format", "tap"] + files)
    #expect(run.status == 1, "\(run.text)")
    #expect(run.text.split(separator: "\n").count { $0.hasPrefix("not ok") } == files.count, "\(run.text)")
  }
}
