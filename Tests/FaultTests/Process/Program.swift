import Foundation
import TestSupport

/// One run of the built program, from its start to its end.
struct Program: Sendable {
  /// What it wrote to stdout and to stderr.
  let output: String
  let errorOutput: String

  /// Both streams.
  var everything: String { output + errorOutput }

  /// - Parameters:
  ///   - environment: all of it.
  ///   - input: the lines on stdin, which then ends.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: [String] = []
  ) async throws -> Program {
    try await TestThread.run { try runBlocking(arguments, environment, input) }
  }

  /// Files instead of pipes: neither side ever waits for the other.
  private static func runBlocking(
    _ arguments: [String], _ environment: [String: String], _ input: [String]
  ) throws -> Program {
    let folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (inputFile, outputFile, errorFile) = (
      folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "err")
    )
    try Data(input.map { $0 + "\n" }.joined().utf8).write(to: inputFile)
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: ServerBinary.path)
    process.arguments = arguments
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    return Program(output: try text(outputFile), errorOutput: try text(errorFile))
  }
}
