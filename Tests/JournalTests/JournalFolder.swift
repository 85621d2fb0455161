import Foundation
import Glibc
import Testing

@testable import Journal

/// A folder with one journal, removed with this object.
final class JournalFolder: Sendable {
  static let noon = 1_767_268_800

  let folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-\(UUID().uuidString)").path
  var path: String { "\(folder)/payin.journal" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The journal, opened as another process would open it.
  func open() throws -> Journal {
    try Journal(path, now: { Self.noon })
  }

  var bytes: [UInt8] {
    get throws { Array(try Data(contentsOf: URL(filePath: path))) }
  }

  /// The lines with their newlines.
  var lines: [[UInt8]] {
    get throws { try Self.lines(bytes) }
  }

  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { $0 + [0x0A] }
  }

  func write(_ bytes: some Sequence<UInt8>, mode: Int = 0o600) throws {
    try Data(bytes).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  /// Adds the two records of a call, and returns their numbers.
  @discardableResult
  func record(_ call: String = "create_order", in journal: Journal) async throws -> [Int] {
    let first = try await journal.append(Self.entry(.intent, call), durably: false)
    return [first, try await journal.append(Self.entry(.outcome, call, of: first), durably: false)]
  }

  static func entry(_ event: JournalEntry.Event, _ tool: String = "create_order", of call: Int? = nil) -> JournalEntry {
    JournalEntry(
      event, call: call, mode: "sandbox", host: "127.0.0.1:4010", tool: tool, digest: String(repeating: "d", count: 64),
      confirmation: "not_asked", requestID: "req_1", outcome: event == .outcome ? "created" : nil, version: "1")
  }

  /// What the check finds in the file as it is.
  func check(expecting hash: String? = nil) throws -> JournalCheck {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var (check, lines) = (JournalCheck(expecting: hash), JournalLines(descriptor))
    try check.read(&lines)
    return check
  }
}

/// The program of docs/journal.md, which knows nothing of this code.
enum DocumentedCheck {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  /// Returns for each file whether the program takes it for an unbroken journal, and what it prints.
  static func run(_ files: [[UInt8]]) throws -> [(holds: Bool, output: String)] {
    let page = try String(contentsOf: root.appending(path: "docs/journal.md"), encoding: .utf8)
    let program = try #require(page.split(separator: "```python\n").dropFirst().first?.split(separator: "```").first)
    let folder = try JournalFolder()
    let driver = """
      import sys
      program, files = sys.stdin.read(), sys.argv[1:]
      for file in files:
          sys.argv = ["verify", file]
          try: exec(compile(program, "docs/journal.md", "exec"), {})
          except AssertionError: print("broken")
      """
    let paths = try files.enumerated().map { index, bytes in
      let path = "\(folder.folder)/\(index)"
      try Data(bytes).write(to: URL(filePath: path))
      return path
    }
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-I", "-S", "-c", driver] + paths
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(program.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").map(String.init)
    try #require(lines.count == files.count, "\(text)")
    return lines.map { ($0 != "broken", $0) }
  }
}
