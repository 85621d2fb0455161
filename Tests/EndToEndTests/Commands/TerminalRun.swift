import Foundation
import JSON
import TestSupport
import Testing

/// One run of a command on a terminal of its own, with a person who answers what appears there.
struct TerminalRun {
  /// What the terminal has shown.
  let screen: String
  /// Stdout, if it was not the terminal.
  let output: String
  /// The exit status; the number of a signal as a negative one.
  let status: Int

  /// A pseudo-terminal is easier had from Python than from here: the child needs it as its controlling terminal.
  private static let driver = """
    import json, os, pty, select, sys, time
    spec = json.load(sys.stdin)
    reading, writing = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        if spec["piped"]: os.dup2(writing, 1)
        for number in (reading, writing): os.close(number)
        os.execve(spec["command"][0], spec["command"], spec["environment"])
    os.close(writing)
    screen, output, open_ends, end = b"", b"", {terminal, reading}, time.monotonic() + 120
    while open_ends and time.monotonic() < end:
        for number in select.select(list(open_ends), [], [], 1)[0]:
            try: data = os.read(number, 65536)
            except OSError: data = b""
            if not data: open_ends.discard(number)
            elif number == terminal: screen += data
            else: output += data
        while spec["answers"] and spec["answers"][0][0].encode() in screen:
            os.write(terminal, spec["answers"].pop(0)[1].encode())
    if open_ends: os.kill(child, 9)
    code = os.waitpid(child, 0)[1]
    json.dump({"screen": screen.decode(), "output": output.decode(), "status": os.waitstatus_to_exitcode(code)}, sys.stdout)
    """

  /// - Parameters:
  ///   - answers: what is typed when a text has appeared, in order.
  ///   - isPiped: whether stdout is a pipe while the terminal is there.
  init(
    _ arguments: [String], answers: [(after: String, type: String)] = [], environment: [String: String] = [:],
    isPiped: Bool = false
  ) throws {
    let variables = CallRun.environment.merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    let spec: JSONValue = [
      "command": .array(([ServerBinary.path] + arguments).map(JSONValue.string)),
      "environment": .object(JSONObject(variables.map { .init(name: $0, value: .string($1)) })),
      "answers": .array(answers.map { [.string($0.after), .string($0.type)] }), "piped": .bool(isPiped),
    ]
    let process = Process()
    let (input, output) = (Foundation.Pipe(), Foundation.Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [PythonPeer.python, "-c", Self.driver]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("\(spec)".utf8))
    try input.fileHandleForWriting.close()
    let result = try JSONParser.parse(Array(try output.fileHandleForReading.readToEnd() ?? Data()))
    process.waitUntilExit()
    screen = try #require(result["screen"]?.string).replacing("\r\n", with: "\n")
    self.output = result["output"]?.string ?? ""
    status = result["status"]?.number?.integer ?? 0
  }
}
