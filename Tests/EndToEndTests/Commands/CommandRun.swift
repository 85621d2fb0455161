import Foundation
import Glibc
import JSON
import TestSupport

/// One run of a command that reads nothing and writes text, as a shell would start it.
struct CommandRun: Sendable {
  let output: String
  let errorOutput: String
  let exit: ChildProcess.Exit

  /// - Parameters:
  ///   - environment: all of it, but for the search path.
  ///   - wrapper: a program and its arguments, which starts what is named after them.
  init(_ arguments: [String], environment: [String: String], wrapper: [String] = []) async throws {
    let (output, error) = (TestSupport.Pipe(), TestSupport.Pipe())
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let process = try ChildProcess(
      "/usr/bin/env", wrapper + [ServerBinary.path] + arguments,
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      streams: .init(input: input, output: output.writing, error: error.writing), limit: .seconds(120))
    for end in [input, output.writing, error.writing] { close(end) }
    let (lines, errorLines) = (LineReader(output.reading), LineReader(error.reading))
    self.output = await Self.text(lines)
    errorOutput = await Self.text(errorLines)
    exit = await process.waitForExit()
  }

  private static func text(_ lines: LineReader) async -> String {
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return text
  }

  var json: JSONValue {
    get throws { try JSONParser.parse(Array(output.utf8)) }
  }
}

/// A folder of a test's own, removed with this object.
final class TestFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  /// The names of everything below it.
  var content: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }
  }
}
