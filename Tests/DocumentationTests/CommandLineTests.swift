import Foundation
import Testing

/// docs/command-line.md against the program.
@Suite struct CommandLineTests {
  private let document: Markdown

  init() throws {
    document = try Markdown(Repository.text("docs/command-line.md"))
  }

  /// All examples, in their order, in one shell.
  @Test func examplesRun() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = "payin-mcp() { '\(ServerHelp.program.path)' \"$@\"; }\n"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-euo", "pipefail", "-c", program + document.blocks("sh").joined(separator: "\n")]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path]
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("deliver the goods"))
  }

  @Test func linksLeadSomewhere() {
    for link in document.localLinks {
      let file = String(link.prefix { $0 != "#" })
      #expect(Repository.exists(file.hasPrefix("../") ? String(file.dropFirst(3)) : "docs/\(file)"), "\(link)")
    }
  }
}
