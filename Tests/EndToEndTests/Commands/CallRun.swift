import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// One run of a command with its input in a file, its streams in pipes, and no terminal anywhere.
struct CallRun {
  let output: String
  let errors: String
  let exit: ChildProcess.Exit

  /// The environment of a home that cannot be written to.
  static let environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "PAYIN_TIMEOUT": "300"]

  /// - Parameters:
  ///   - environment: in addition to that of a clean login.
  ///   - wrapper: a program and its arguments, which starts what is named after them.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    wrapper: [String] = ["setsid", "--wait"]
  ) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-input-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let (output, error) = (TestSupport.Pipe(), TestSupport.Pipe())
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    let process = try ChildProcess(
      "/usr/bin/env", wrapper + [ServerBinary.path] + arguments,
      environment: Self.environment.merging(environment) { $1 },
      streams: .init(input: descriptor, output: output.writing, error: error.writing), limit: .seconds(300))
    for end in [descriptor, output.writing, error.writing] { close(end) }
    let (outputLines, errorLines) = (LineReader(output.reading), LineReader(error.reading))
    self.output = await Self.text(outputLines)
    errors = await Self.text(errorLines)
    exit = await process.waitForExit()
  }

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The output as one JSON value.
  var json: JSONValue {
    get throws { try JSONParser.parse(output) }
  }

  private static func text(_ lines: LineReader) async -> String {
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return text
  }
}

/// A file of a sandbox that commands use one after the other.
final class SandboxFile {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-call-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var path: String { folder.appending(path: "sandbox.sqlite").path }

  /// A path of a file that goes with the sandbox.
  func path(_ name: String) -> String {
    folder.appending(path: name).path
  }

  func call(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws -> CallRun {
    try await CallRun(["call"] + arguments + ["--sandbox-db", path], input: input, environment: environment)
  }

  /// The id of a new order.
  func order(_ reference: String, _ amount: String = "49.90") async throws -> String {
    let run = try await call(
      "create_order", "orderReference=\(reference)", "amount=\(amount)", "currency=USDT", "chainId=ethereum-sepolia")
    return try #require(try run.json["orderId"]?.string, "\(run)")
  }
}
