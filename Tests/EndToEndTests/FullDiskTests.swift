import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// Standard output that takes nothing.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct FullDiskTests {
  private static let full = "payin-mcp: cannot write to standard output: No space left on device"

  /// Every command that says something there.
  @Test(arguments: [
    ["--help"], ["--version"], ["serve", "--help"], ["sandbox", "--help"], ["help", "sandbox"],
    ["config"], ["config", "--client", "cursor"],
    ["--generate-completion-script", "bash"], ["sandbox", "--port", "0", "--db", ":memory:"], [],
  ])
  func fullDiskIsSaid(arguments: [String]) async throws {
    let output = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(output) }
    let (exit, errorOutput) = try await Self.run([ServerBinary.path] + arguments, output: output)
    #expect(exit == .status(4))
    #expect(errorOutput == [Self.full])
  }

  @Test func fileThatMayNotGrowIsSaid() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-\(UUID().uuidString)").path
    let output = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(output)
      unlink(path)
    }
    let limited = ["/usr/bin/prlimit", "--fsize=1000:1000", ServerBinary.path]
    let (exit, errorOutput) = try await Self.run(limited, output: output)
    #expect(exit == .status(4))
    #expect(errorOutput == ["payin-mcp: cannot write to standard output: File too large"])
  }

  /// The reader closes its end, as in `payin-mcp --help | head -0`.
  @Test(arguments: [["--help"], []])
  func closedReaderIsNoFailure(arguments: [String]) async throws {
    let pipe = TestSupport.Pipe()
    close(pipe.reading)
    defer { close(pipe.writing) }
    let (exit, errorOutput) = try await Self.run([ServerBinary.path] + arguments, output: pipe.writing)
    #expect(exit == .status(0))
    #expect(errorOutput.isEmpty)
  }

  /// The reader has ended before the first byte; the status is the one that the command would have had.
  @Test(arguments: [
    ("run . --jobs 3", 1), ("run . --jobs 3 --format json", 1), ("run 1.payin 2.payin", 0),
    ("call get_order orderId=nope --sandbox-db :memory:", 1), ("call list_orders --sandbox-db :memory:", 0),
    ("verify-webhook --signature 00 --body-file body", 1),
    ("doctor --sandbox-db :memory:", 0), ("doctor --timeout x", 3),
    ("config", 0), ("version", 0), ("--help", 0), ("help run", 0), ("serve --print-config", 0),
    ("serve --print-config --timeout x", 3), ("tools", 0), ("demo", 0), ("nosuch", 2),
  ])
  func statusIsTheSameWithoutAReader(_ line: String, _ status: Int) async throws {
    let folder = try ScriptFolder([
      "1.payin": "call list_orders\n", "2.payin": "call list_orders\n", "3.payin": "call nothing\n", "body": "{}",
    ])
    let run = try await Shell.run(
      """
      set +e +o pipefail; cd \(folder.path); mkdir temporary; exec 3>&1
      export HOME=$PWD TMPDIR=$PWD/temporary PAYIN_WEBHOOK_SECRET=whsec_0123456789abcdef0123456789abcdef
      { sleep 0.1; '\(ServerBinary.path)' \(line) 2>/dev/null; echo $? >&3; } | true
      ls temporary
      """)
    #expect(run.output == "\(status)\n")
  }

  /// Runs the program with a request whose answer is longer than all limits here.
  private static func run(_ command: [String], output: Int32) async throws -> (ChildProcess.Exit, [String]) {
    let (input, error) = (TestSupport.Pipe(), TestSupport.Pipe())
    let line = Line.request(1, "tools/list", [:], .july2026) + "\n"
    _ = line.withCString { write(input.writing, $0, strlen($0)) }
    let process = try ChildProcess(
      command[0], Array(command.dropFirst()), environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"],
      streams: .init(input: input.reading, output: output, error: error.writing), limit: .seconds(60))
    for end in [input.reading, error.writing] { close(end) }
    defer { close(input.writing) }
    let lines = LineReader(error.reading)
    let exit = await process.waitForExit()
    var errorOutput: [String] = []
    while let line = await lines.nextLine() { errorOutput.append(String(decoding: line, as: UTF8.self)) }
    return (exit, errorOutput)
  }
}
