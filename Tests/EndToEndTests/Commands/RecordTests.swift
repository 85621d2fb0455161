import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// `payin-mcp record` between a client and servers that behave in every way.
@Suite struct RecordTests {
  private let folder: ProcessTests.Folder

  init() throws {
    folder = try ProcessTests.Folder()
  }

  private var file: String { "\(folder.path)/s.payin" }

  private func record(_ command: [String]) throws -> PipedProgram {
    try PipedProgram(["record", "-o", file, "--"] + command)
  }

  private func recording() throws -> String {
    try String(contentsOfFile: file, encoding: .utf8)
  }

  private func python(_ program: String) -> [String] {
    ["python3", "-u", "-c", program]
  }

  @Test func sessionBecomesAScriptThatOnlyItsOwnerReads() async throws {
    let server = try record([ServerBinary.path, "--sandbox-db", ":memory:"])
    server.send(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
    #expect(await server.next() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    server.closeInput()
    #expect(await server.process.waitForExit() == .status(0))
    #expect(await server.errorText().contains("the session is in"))
    #expect(
      try recording().split(separator: "\n").dropFirst().joined(separator: "\n") == """
        env PAYIN_LANG=en
        {"jsonrpc":"2.0","id":1,"method":"ping"}
        expect 1 {result: {}}
        eof
        exit 0
        """)
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(folder.contents == ["s.payin"])
  }

  /// 3 MB with every byte there is, and a line of 1 MB, to a program that sends all of it back.
  @Test func everyByteIsHandedOn() async throws {
    var generator = SeededGenerator(seed: 1)
    let garbage = (0..<3_000_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let line = Array(String(repeating: "é ", count: 400_000).utf8) + [0x0A]
    let run = try await ShellCommand.run(
      [ServerBinary.path, "record", "-o", file, "--", "cat"], input: line + garbage)
    #expect(run.output == line + garbage)
    #expect(run.status == 0)
  }

  /// The server writes 3 MB before it reads, the client writes 2 MB at once and reads slowly.
  @Test func neitherSideHoldsTheOtherUp() async throws {
    let server = "import sys\nprint('x' * 3000000)\nprint(len(sys.stdin.readline()))\nprint('end')"
    let reader = "import os\nwhile b := os.read(0, 3000): os.write(1, b)"
    let pipeline = #""$0" record -o "$1" -- python3 -c "$2" | python3 -c "$3""#
    let run = try await ShellCommand.run(
      ["sh", "-c", pipeline, ServerBinary.path, file, server, reader],
      input: Array(String(repeating: "y ", count: 1_000_000).utf8) + [0x0A])
    #expect(run.output.count == 3_000_001 + "2000001\nend\n".utf8.count)
    #expect(run.text.hasSuffix("x\n2000001\nend\n"))
  }

  @Test func serversOwnEndIsHandedOn() async throws {
    let server = try record(python("import sys\nprint('{}')\nsys.exit(7)"))
    #expect(await server.next() == "{}")
    #expect(await server.next() == nil)
    #expect(await server.process.waitForExit() == .status(7))
    #expect(folder.contents.isEmpty, "the client has sent nothing")
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func signalReachesTheServer(_ signal: Int32) async throws {
    let server = try record(
      python(
        """
        import signal, sys
        def stop(number, frame):
          print(f'got {number}')
          sys.exit(9)
        for number in (1, 2, 15): signal.signal(number, stop)
        print('ready')
        for line in sys.stdin: print(line, end='')
        """))
    #expect(await server.next() == "ready")
    server.send(#"{"id":1,"method":"a"}"#)
    #expect(await server.next() == #"{"id":1,"method":"a"}"#)
    server.process.send(signal)
    #expect(await server.next() == "got \(signal)")
    #expect(await server.process.waitForExit() == .status(9))
    #expect(try recording().contains(#"{"id":1,"method":"a"}"#))
  }

  @Test func killedServerLeavesARecordingAndItsSignal() async throws {
    let server = try record(["sh", "-c", "read -r line; echo \"$line\"; kill -KILL $$"])
    server.send(#"{"id":1,"method":"a"}"#)
    #expect(await server.next() == #"{"id":1,"method":"a"}"#)
    #expect(await server.process.waitForExit() == .signal(SIGKILL))
    #expect(try recording().contains(#"{"id":1,"method":"a"}"#))
  }

  @Test func childThatAServerLeavesBehindIsNotWaitedFor() async throws {
    let server = try record(["sh", "-c", "sleep 100 & echo \"{}\"; exit 4"])
    #expect(await server.next() == "{}")
    #expect(await server.process.waitForExit() == .status(4))
  }

  @Test(arguments: [
    (["record", "-o", "/dev/null/s.payin", "--", "cat"], Int32(3), "cannot write /dev/null/s.payin"),
    (["record", "-o", "/dev/null", "--", "cat"], 3, "cannot write /dev/null: it is not a regular file"),
    (["record", "-o", "/dev/stdin", "--", "cat"], 3, "cannot write /dev/stdin: it is not a regular file"),
    (["record", "-o", "/tmp", "--", "cat"], 3, "Is a directory"), (["record"], 2, "command"),
    (["record", "-o", "/tmp/s.payin", "--", "/nonexistent/server"], 5, "cannot start /nonexistent/server"),
    (["replay", "/nonexistent/s.payin"], 2, "/nonexistent/s.payin"),
    (["replay", "/dev/null"], 2, "/dev/null holds no recording"),
  ])
  func mistakeIsSaidAtTheStart(_ arguments: [String], _ status: Int32, _ text: String) async throws {
    let run = try await ProgramRun(arguments, environment: ["PAYIN_LANG": "en"])
    #expect(run.exit == .status(status))
    #expect(run.errorOutput.contains(text), "\(run.errorOutput)")
  }

  /// What a run of the recording would need to get at the account of the user.
  @Test(arguments: [true, false]) func settingsThatLeadToAnAPIAreNotInTheFile(_ isFlag: Bool) async throws {
    let (key, secret) = ("pk_live_9fQ2xT7vLm3RkZ1wCanary", "whsec_Zx81mQpL0vB7kT2sCanary")
    let config = "\(folder.path)/config.json"
    let settings =
      #"{"api-key":"\#(key)","webhook-secret":"\#(secret)","base-url":"http://127.0.0.1:9","confirm":"always"}"#
    #expect(
      FileManager.default.createFile(
        atPath: config, contents: Data(settings.utf8), attributes: [.posixPermissions: 0o600]))
    let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\#(key.dropFirst(3)) \#(secret)"}}"# + "\n"
    let run = try await ProgramRun(
      ["record", "-o", file, "--", ServerBinary.path] + (isFlag ? ["--config", config] : []), input: ping,
      environment: ["PAYIN_LANG": "en", "PAYIN_ALLOW_MAINNET_WRITES": "0"].merging(
        isFlag ? [:] : ["PAYIN_CONFIG": config]
      ) { $1 })
    #expect(run.exit == .status(0), "\(run.errorOutput)")
    let text = try recording()
    for part in [config, "PAYIN_CONFIG", "PAYIN_API_KEY", "PAYIN_BASE_URL", "PAYIN_ALLOW_MAINNET_WRITES", "127.0.0.1"] {
      #expect(!text.contains(part), "\(text)")
    }
    for canary in [String(key.dropFirst(8)), String(secret.dropFirst(6))] {
      #expect(!SecretCanary.occurs(canary, in: text), "\(text)")
    }
    #expect(text.contains("env PAYIN_CONFIRM=always PAYIN_LANG=en PAYIN_WEBHOOK_SECRET=whsec_redacted\n"), "\(text)")
    #expect(text.contains("# recorded against an API"))
    #expect(run.errorOutput.contains("--live"))
  }

  @Test func commandLineIsInTheFileWithoutItsValues() async throws {
    let server = try record(
      [
        "sh", "-c", "read -r line; echo {}", "--password", "swordfish", "--token=abc", "PAYIN_WEBHOOK_SECRET=qqq",
        "/a/b",
      ])
    server.send(#"{"id":1,"method":"a"}"#)
    #expect(await server.next() == "{}")
    #expect(await server.process.waitForExit() == .status(0))
    #expect(
      try recording().split(separator: "\n")[0]
        == "# Recorded from: sh -c … --password … --token=… PAYIN_WEBHOOK_SECRET=… …")
  }

  /// A sandbox keeps its orders in a file unless it is told otherwise.
  @Test func recordingOfASandboxInAFileRuns() async throws {
    let input = """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_status","arguments":{"detail":true}}}

      """
    let recorded = try await ProgramRun(
      ["record", "-o", file, "--", ServerBinary.path], input: input,
      environment: ["PAYIN_LANG": "en", "XDG_STATE_HOME": folder.path])
    #expect(recorded.output.contains("\(folder.path)/payin-mcp/sandbox.sqlite"))
    let text = try recording()
    #expect(text.contains("sandboxStorage: any ~ {"), "\(text)")
    #expect(text.split(separator: "\n")[1].hasSuffix("record with --sandbox-db :memory:"), "\(text)")
    let run = try await ProgramRun(["run", file], environment: ["PAYIN_LANG": "en"])
    #expect(run.exit == .status(0), "\(run.output)")
  }

  @Test func replayRefusesWhatItDoesNotKnow() async throws {
    let folder = try ScriptFolder(["a.payin": "{\"id\":1,\"method\":\"a\"}\nexpect 1 {result: {n: 1}}\n"])
    let run = try await ProgramRun(
      ["replay", folder.path("a.payin")], input: "{\"id\":7,\"method\":\"a\"}\n{\"id\":8,\"method\":\"b\"}\n",
      environment: ["PAYIN_LANG": "en"])
    #expect(
      run.output == """
        {"jsonrpc":"2.0","id":7,"result":{"n":1}}
        {"jsonrpc":"2.0","id":8,"error":{"code":-32601,"message":"the recording has no such request: b"}}

        """)
    #expect(run.errorOutput == "payin-mcp replay: the recording has no request of b; it has: a\n")
    #expect(run.exit == .status(1))
  }
}
