import Foundation

/// A command that is found as a shell finds it, and runs to its end.
enum ShellCommand {
  struct Run: Sendable {
    let status: Int32
    let output: [UInt8]
    let errorOutput: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// - Parameter environment: added to that of the tests.
  static func run(
    _ command: [String], environment: [String: String] = [:], input: [UInt8] = []
  ) async throws -> Run {
    let process = Process()
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
    try process.run()
    // Each stream has a thread of its own, so that none waits for another.
    async let output = read(stdout)
    async let errors = read(stderr)
    async let _ = write(input, to: stdin)
    let (bytes, errorBytes) = await (output, errors)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: bytes, errorOutput: String(decoding: errorBytes, as: UTF8.self))
  }

  private static func read(_ pipe: Pipe) async -> [UInt8] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: Array((try? pipe.fileHandleForReading.readToEnd()) ?? Data()))
      }
    }
  }

  private static func write(_ bytes: [UInt8], to pipe: Pipe) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
        try? pipe.fileHandleForWriting.close()
        continuation.resume()
      }
    }
  }
}
