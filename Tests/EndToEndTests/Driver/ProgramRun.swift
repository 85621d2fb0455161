import Foundation
import Glibc
import TestSupport

/// A command of the program that runs to its end, as a shell sees it.
struct ProgramRun: Sendable {
  let output: String
  let errorOutput: String
  let exit: ChildProcess.Exit

  /// - Parameters:
  ///   - input: what it reads; nothing by default.
  ///   - environment: besides what every client hands down.
  init(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws {
    let (output, errors) = (TestSupport.Pipe(), TestSupport.Pipe())
    let file = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    try FileManager.default.removeItem(at: file)
    defer { close(descriptor) }
    let standard = ["HOME": "/nonexistent", "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm"]
    let process = try ChildProcess(
      ServerBinary.path, arguments, environment: standard.merging(environment) { $1 },
      streams: .init(input: descriptor, output: output.writing, error: errors.writing), limit: .seconds(240))
    for end in [output.writing, errors.writing] { close(end) }
    async let outputText = Self.text(output.reading)
    async let errorText = Self.text(errors.reading)
    (self.output, errorOutput, exit) = await (outputText, errorText, process.waitForExit())
  }

  private static func text(_ descriptor: Int32) async -> String {
    let lines = LineReader(descriptor)
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return text
  }
}
