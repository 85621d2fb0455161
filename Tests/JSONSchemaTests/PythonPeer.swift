import Foundation

/// The `jsonschema` package for Python, as a child process that is asked once.
enum PythonPeer {
  private static let python = ProcessInfo.processInfo.environment["PAYIN_MCP_PYTHON"] ?? "python3"

  static let isInstalled: Bool = {
    if (try? run(["-c", "import jsonschema"], input: ""))?.status == 0 { return true }
    print("SKIPPED: no jsonschema for \(python); set PAYIN_MCP_PYTHON to an interpreter that has it")
    return false
  }()

  /// One character per case, `1` for a valid one.
  static func answers(to questions: String) throws -> (status: Int32, output: String) {
    let script = OracleFolder.root.appending(path: "Tests/JSONSchemaTests/peer.py")
    return try run([script.path], input: questions)
  }

  private static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
    let process = Process()
    let (stdin, stdout) = (Pipe(), Pipe())
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
