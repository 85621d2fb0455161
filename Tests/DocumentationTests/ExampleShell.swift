import Foundation
import Glibc

/// Runs examples of the documents in a new folder that is also the home, with the program in PATH.
struct ExampleShell {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    if text.hasPrefix("#!") { chmod(file.path, 0o755) }
  }

  /// - Returns: all that the script printed. Its first command that fails ends it.
  func run(_ script: String) throws -> (status: Int32, output: String) {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-euo", "pipefail", "-c", script]
    shell.currentDirectoryURL = folder
    let programs = ServerHelp.program.deletingLastPathComponent().path
    shell.environment = [
      "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path,
      "EDITOR": "\(folder.path)/editor",
    ]
    shell.standardInput = FileHandle.nullDevice
    (shell.standardOutput, shell.standardError) = (output, output)
    try shell.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    shell.waitUntilExit()
    return (shell.terminationStatus, text)
  }
}
