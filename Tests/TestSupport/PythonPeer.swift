import Foundation

/// An independent program in Python that reads the same input, as a child process that is asked once.
package enum PythonPeer {
  /// The name or path of the interpreter.
  package static let python = ProcessInfo.processInfo.environment["PAYIN_MCP_PYTHON"] ?? "python3"

  /// Whether a test that needs the module is to run: see ``TestTool``.
  package static func canImport(_ module: String) -> Bool {
    TestTool.shouldUse(
      "\(module) for \(python)", isPresent: (try? run(["-c", "import \(module)"], input: ""))?.status == 0,
      remedy: "set PAYIN_MCP_PYTHON to an interpreter that has it")
  }

  /// Returns what a script, given by its path from the root of the repository, writes about all of the input.
  package static func answers(of script: String, to questions: String) throws -> (status: Int32, output: String) {
    try run([OracleFolder.root.appending(path: script).path], input: questions)
  }

  private static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
    let process = Process()
    let (stdin, stdout) = (Foundation.Pipe(), Foundation.Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The script reads everything before it writes, so writing all first cannot block both sides.
    if !input.isEmpty { try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
