import Foundation

/// `payin-mcp sandbox` as it was built with these tests, in memory.
final class SandboxProgram {
  private let process = Process()
  /// The token that the documents use.
  private static let token = "local-sandbox-token"
  let root: String

  init() throws {
    let output = Pipe()
    process.executableURL = ServerHelp.program
    process.arguments = ["sandbox", "--port", "0", "--db", ":memory:", "--quiet", "--token", Self.token]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    var text = ""
    while !text.contains("\n\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
    }
    root = text.firstMatch(of: /API +(.*)\/api\/v1/).map { String($0.1) } ?? ""
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Runs a documented script as it stands but for the host. The first request that fails ends it.
  /// - Returns: all that it printed.
  func run(_ script: String) throws -> (status: Int32, output: String) {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/bash")
    let strict = #"set -euo pipefail; curl() { command curl -sS --fail-with-body -w '\n' "$@"; }"#
    shell.arguments = ["-c", strict + "\n" + script.replacing("http://127.0.0.1:8484", with: root)]
    shell.environment = ["PATH": "/usr/bin:/bin"]
    shell.standardInput = FileHandle.nullDevice
    shell.standardOutput = output
    shell.standardError = output
    try shell.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    shell.waitUntilExit()
    return (shell.terminationStatus, text)
  }
}
