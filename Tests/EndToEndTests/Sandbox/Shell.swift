import Glibc
import TestSupport

/// A script in bash that ends with its first failure.
enum Shell {
  static func run(_ script: String) async throws -> (output: String, exit: ChildProcess.Exit) {
    let output = Pipe()
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(input) }
    let process = try ChildProcess(
      "/bin/bash", ["-euo", "pipefail", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
      streams: .init(input: input, output: output.writing, error: output.writing), limit: .seconds(120))
    close(output.writing)
    let lines = LineReader(output.reading)
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return (text, await process.waitForExit())
  }
}
