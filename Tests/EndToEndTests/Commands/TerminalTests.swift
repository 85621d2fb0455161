import Foundation
import TestSupport
import Testing

/// The program in a terminal, where a person reads and types.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct TerminalTests {
  /// Runs the program on a pseudo-terminal, types text once it has written something, and returns all that it showed.
  private static let driver = #"""
    import os, pty, select, signal, sys, time
    typed = sys.argv[1].encode().decode("unicode_escape").encode()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(sys.argv[2], sys.argv[2:], dict(os.environ))
    shown, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        shown += piece
        if typed:
            os.write(terminal, typed)
            typed = b""
    else:
        os.kill(pid, signal.SIGKILL)
    sys.stdout.buffer.write(shown)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """#

  private static func show(
    _ arguments: String, typing typed: String, _ environment: String = ""
  ) async throws -> (text: String, exit: ChildProcess.Exit) {
    let folder = try ProcessTests.Folder()
    try Data(driver.utf8).write(to: URL(filePath: "\(folder.path)/driver.py"))
    let run = try await Shell.run(
      """
      env -i HOME=/nonexistent PATH=/usr/bin:/bin TERM=xterm \(environment) \
      python3 '\(folder.path)/driver.py' '\(typed)' '\(ServerBinary.path)' \(arguments)
      """)
    return (run.output.replacing("\r\n", with: "\n"), run.exit)
  }

  @Test func personIsToldWhatThisIsAndHowToLeave() async throws {
    let shown = try await Self.show("--sandbox-db :memory:", typing: #"\x04"#)
    #expect(shown.exit == .status(0))
    for part in [
      "an MCP server", "JSON-RPC", "Without PAYIN_API_KEY", "payin-mcp sandbox", "payin-mcp demo", "--help",
      "Ctrl-D ends it.",
    ] {
      #expect(shown.text.contains(part), "\(part): \(shown.text)")
    }
    #expect(shown.text.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func personIsToldInChinese() async throws {
    let shown = try await Self.show("", typing: #"\x04"#, "LANG=zh_CN.UTF-8")
    #expect(shown.exit == .status(0))
    #expect(shown.text.contains("正在等待标准输入中的 JSON-RPC 消息"))
    #expect(shown.text.contains("按 Ctrl-D 结束。"))
  }

  @Test func placeOfCallsIsSaidWithAKeyButNotTheKey() async throws {
    let shown = try await Self.show(
      "", typing: #"\x04"#, "PAYIN_API_KEY=pk_test_0123456789 PAYIN_BASE_URL=http://127.0.0.1:9")
    #expect(shown.text.contains("Calls go to 127.0.0.1:9"))
    #expect(!shown.text.contains("0123456789"))
  }

  @Test func linesThatAreTypedAreAnswered() async throws {
    let line = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    let shown = try await Self.show("--sandbox-db :memory:", typing: line + #"\n\x04"#)
    #expect(shown.exit == .status(0))
    #expect(shown.text.contains(#"{"jsonrpc":"2.0","id":1,"result":{}}"#), "\(shown.text)")
  }

  /// Existing tests hold that stderr stays empty where stdin is a pipe; this one is a file.
  @Test func nobodyIsGreetedWithoutATerminal() async throws {
    let run = try await PipedRun(["--sandbox-db", ":memory:"])
    #expect(run.exit == .status(0))
    #expect(run.errorOutput.isEmpty)
  }

  @Test(arguments: [("", true), ("NO_COLOR=1", false)])
  func coloursAreForTerminalsThatWantThem(environment: String, isColoured: Bool) async throws {
    let shown = try await Self.show("demo", typing: "", environment)
    #expect(shown.exit == .status(0))
    #expect(shown.text.contains("✓"))
    #expect(shown.text.contains("\u{1B}[") == isColoured)
  }
}
