import Foundation
import Glibc
import TestSupport

/// One run of a command with all its input at once: what a shell sees of it.
struct PipedRun: Sendable {
  let exit: ChildProcess.Exit
  let output: String
  let errorOutput: String

  private static let environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]

  /// - Parameters:
  ///   - input: the bytes of standard input.
  ///   - environment: in addition to a home and a path.
  init(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) async throws {
    signal(SIGPIPE, SIG_IGN)
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/input"
    try Data(input).write(to: URL(filePath: path))
    let (output, error, file) = (TestSupport.Pipe(), TestSupport.Pipe(), open(path, O_RDONLY | O_CLOEXEC))
    let process = try ChildProcess(
      ServerBinary.path, arguments, environment: Self.environment.merging(environment) { $1 },
      streams: .init(input: file, output: output.writing, error: error.writing), limit: .seconds(120))
    for end in [file, output.writing, error.writing] { close(end) }
    let (lines, errors) = (LineReader(output.reading), LineReader(error.reading))
    self.output = await Self.text(lines)
    errorOutput = await Self.text(errors)
    exit = await process.waitForExit()
  }

  private static func text(_ lines: LineReader) async -> String {
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return text
  }
}
