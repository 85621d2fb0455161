import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// The place where the sandbox keeps its orders on unusual machines.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxPlaceTests {
  private static let order: JSONValue = [
    "orderReference": "one", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// A path below which not even root can make a folder.
  private static let noHome = "/proc/none"

  /// - Parameter environment: instead of `HOME` and what the shell has.
  private static func shell(
    _ environment: String, _ arguments: String, in folder: String, _ setup: String = ""
  ) async throws -> (lines: [JSONValue], errorOutput: String, exit: ChildProcess.Exit) {
    let requests = [
      Line.initialize("2025-11-25"), Line.initialized,
      Line.request(1, "tools/call", ["name": "create_order", "arguments": order]),
      Line.request(2, "tools/call", ["name": "get_status", "arguments": ["detail": true]]),
    ]
    let input = "\(folder)/input"
    try Data((requests.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: input))
    let shell = try await Shell.run(
      """
      cd '\(folder)'; \(setup)
      env -i PAYIN_DRAIN_TIMEOUT=100 \(environment) '\(ServerBinary.path)' \(arguments) \
      < '\(input)' > '\(folder)/output' 2> '\(folder)/errors'
      """)
    let lines = try String(contentsOfFile: "\(folder)/output", encoding: .utf8).split(separator: "\n")
    return (
      try lines.map { try JSONParser.parse(Array($0.utf8)) },
      try String(contentsOfFile: "\(folder)/errors", encoding: .utf8), shell.exit
    )
  }

  private static func answer(_ id: JSONValue, _ lines: [JSONValue]) throws -> JSONValue {
    try #require(lines.first { $0["id"] == id }?["result"], "\(lines)")
  }

  private static func names(in folder: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder)).subtracting(["input", "output", "errors"])
  }

  // MARK: No place

  @Test(arguments: [
    "HOME=\(noHome)", "HOME=", "", "HOME='~'", "HOME='~/x'", "HOME='${HOME}'", "HOME='/home/${USER}'", "HOME=relative",
    "HOME=/root XDG_STATE_HOME=\(noHome)", "HOME='~' XDG_STATE_HOME=relative", "HOME=\(noHome) PAYIN_LANG=zh",
  ])
  func memoryServesAndIsSaidOnce(environment: String) async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell(environment, "", in: folder.path)
    #expect(run.exit == .status(0))
    #expect(try Self.answer(1, run.lines)["isError"] == nil)
    #expect(run.errorOutput.split(separator: "\n").count == 1, "\(run.errorOutput)")
    for name in ["XDG_STATE_HOME", "--sandbox-db"] { #expect(run.errorOutput.contains(name)) }
    let status = try Self.answer(2, run.lines)
    let storage = status["structuredContent"]?["sandboxStorage"]
    #expect(storage?["outlivesProcess"] == false)
    #expect(storage?["reason"]?.string?.contains("XDG_STATE_HOME") == true)
    #expect(status.texts.first?.contains("XDG_STATE_HOME") == true)
    #expect(try Self.names(in: folder.path).isEmpty)
  }

  /// There is no warning if memory was asked for, or errors only.
  @Test(arguments: [
    ("HOME=\(noHome)", "--sandbox-db :memory:"), ("HOME=\(noHome) PAYIN_LOG_LEVEL=error", ""),
  ])
  func noWarningForMemoryOrErrorsOnly(environment: String, arguments: String) async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell(environment, arguments, in: folder.path)
    #expect(run.exit == .status(0))
    #expect(run.errorOutput.isEmpty)
    #expect(try Self.answer(2, run.lines)["structuredContent"]?["sandboxStorage"]?["outlivesProcess"] == false)
  }

  @Test func commandServesFromMemoryToo() async throws {
    let sandbox = try await SandboxProcess([], environment: ["HOME": Self.noHome])
    #expect(sandbox.announced["Database"] == "in memory, lost at the end")
    #expect(try await sandbox.post("/orders", Self.order).status == 201)
    #expect(await sandbox.stop() == .status(0))
    let errorOutput = await sandbox.errorOutput()
    #expect(errorOutput.contains("XDG_STATE_HOME") && errorOutput.contains("--db"))
    #expect(!errorOutput.contains("\n"))
  }

  // MARK: Paths

  @Test func homeStandsForTheTilde() async throws {
    let folder = try ProcessTests.Folder()
    let home = "HOME='\(folder.path)/home'"
    for (environment, arguments) in [
      (home, "--sandbox-db '~/flag/one.sqlite'"), ("\(home) XDG_STATE_HOME='~/state'", ""), (home, ""),
    ] {
      let run = try await Self.shell(environment, arguments, in: folder.path)
      #expect(run.exit == .status(0))
      #expect(run.errorOutput.isEmpty)
      let storage = try Self.answer(2, run.lines)["structuredContent"]?["sandboxStorage"]
      #expect(storage?["outlivesProcess"] == true)
      #expect(storage?["file"]?.string?.hasPrefix(folder.path) == true)
    }
    let files = try Self.names(in: folder.path).filter { $0.hasSuffix(".sqlite") }
    #expect(
      files == [
        "home/flag/one.sqlite", "home/state/payin-mcp/sandbox.sqlite", "home/.local/state/payin-mcp/sandbox.sqlite",
      ])
  }

  @Test(arguments: [
    ("HOME=/root", "--sandbox-db '${HOME}/x.sqlite'", "--sandbox-db"),
    ("HOME=/root", "--sandbox-db '$HOME/x.sqlite'", "--sandbox-db"),
    ("HOME=/root", "--sandbox-db '/tmp/$USER/x.sqlite'", "--sandbox-db"),
    ("HOME=/root", "--sandbox-db '~other/x.sqlite'", "--sandbox-db"),
    ("HOME=/root", "--sandbox-db 'here/~/x.sqlite'", "--sandbox-db"),
    ("HOME='~'", "--sandbox-db '~/x.sqlite'", "--sandbox-db"),
    ("", "--sandbox-db '~/x.sqlite'", "--sandbox-db"),
    ("HOME=/root XDG_STATE_HOME='${HOME}/.local/state'", "", "XDG_STATE_HOME"),
    ("HOME=/root XDG_STATE_HOME='$HOME/.local/state'", "", "XDG_STATE_HOME"),
    ("HOME=/root PAYIN_CA_BUNDLE='${HOME}/ca.pem'", "", "PAYIN_CA_BUNDLE"),
    ("HOME=/root", "--ca-bundle '$HOME/ca.pem'", "--ca-bundle"),
    ("HOME=/root", "sandbox --port 0 --db '${HOME}/x.sqlite'", "--db"),
    ("HOME=/root", "--sandbox-db ''", "--sandbox-db"), ("HOME=/root", "sandbox --port 0 --db ''", "--db"),
  ])
  func unexpandedPathIsRefusedByItsName(environment: String, arguments: String, name: String) async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell(environment, arguments, in: folder.path)
    #expect(run.exit == .status(3))
    #expect(run.errorOutput.hasPrefix("payin-mcp: \(name) "), "\(run.errorOutput)")
    #expect(run.errorOutput.split(separator: "\n").count == 1)
    #expect(try Self.names(in: folder.path).isEmpty)
  }

  /// The variable is of the sandbox, which does not serve beside a key.
  @Test func unexpandedStateFolderIsNoMatterWithAKey() async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell(
      "PAYIN_API_KEY=pk_test_1 PAYIN_BASE_URL=http://127.0.0.1:9 XDG_STATE_HOME='${HOME}/x'", "", in: folder.path)
    #expect(run.exit == .status(0))
  }

  // MARK: A file that was named

  @Test(arguments: ["\(noHome)/sandbox.sqlite", "/dev/null/sandbox.sqlite", "/dev/null"])
  func namedFileThatCannotBeHadIsAnErrorAboutIt(path: String) async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell("HOME=/root", "--sandbox-db \(path)", in: folder.path)
    let failure = try #require(try Self.answer(1, run.lines)["_meta"]?["payin-mcp/error"])
    #expect(failure["code"] == "sandbox_unavailable")
    #expect(failure["outcome"] == "not_sent")
    #expect(failure["message"]?.string?.contains(path) == true)
    #expect(failure["fix"]?.string?.contains("--sandbox-db") == true)
    let text = try Self.answer(1, run.lines).texts.joined() + Self.answer(2, run.lines).texts.joined()
    #expect(!text.contains("PAYIN_API_KEY"), "\(text)")
  }

  // MARK: Other file systems

  private static let canMount = system("unshare -m true 2>/dev/null") == 0

  /// Mounts a file system of its own, which nobody else sees and which ends with the shell.
  private static func mounted(_ options: String, _ then: String = "") -> String {
    """
    if [ -z "${PAYIN_TEST_MOUNTED:-}" ]; then
      PAYIN_TEST_MOUNTED=1 exec unshare -m /bin/bash -euo pipefail -c "$BASH_EXECUTION_STRING"
    fi
    mkdir mounted
    mount -t tmpfs \(options) tmpfs mounted
    \(then)
    """
  }

  @Test(
    .enabled(if: canMount, "unshare -m is not allowed here: run as root"),
    arguments: ["-o ro", "-o size=16k", "-o size=128k"])
  func memoryServesOnAFileSystemWithoutRoom(options: String) async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Self.shell("HOME='\(folder.path)/mounted'", "", in: folder.path, Self.mounted(options))
    #expect(run.exit == .status(0))
    #expect(try Self.answer(1, run.lines)["isError"] == nil, "\(run.lines)")
    #expect(run.errorOutput.split(separator: "\n").count == 1, "\(run.errorOutput)")
    #expect(try Self.answer(2, run.lines)["structuredContent"]?["sandboxStorage"]?["outlivesProcess"] == false)
  }

  @Test(
    .enabled(if: canMount, "unshare -m is not allowed here: run as root"), arguments: ["-o ro", "-o size=16k"])
  func namedFileOnAFileSystemWithoutRoomIsAnErrorAboutIt(options: String) async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/mounted/sandbox.sqlite"
    let run = try await Self.shell(
      "HOME=/root", "--sandbox-db '\(path)'", in: folder.path, Self.mounted(options))
    let failure = try #require(try Self.answer(1, run.lines)["_meta"]?["payin-mcp/error"], "\(run.lines)")
    #expect(failure["code"] == "sandbox_unavailable")
    #expect(failure["message"]?.string?.contains(path) == true)
  }
}
