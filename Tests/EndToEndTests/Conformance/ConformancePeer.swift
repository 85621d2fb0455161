import Foundation
import JSON
import TestSupport
import Testing

/// A second opinion on every line of the server: `conformance.py`, which knows nothing of this repository's code.
///
/// Needs Python with the package `jsonschema`, and the official schemas, which are not part of this repository.
actor ConformancePeer {
  struct Verdict {
    let problems: [String]
    /// Messages that were valid by the official schema, by revision.
    let checked: [String: Int]
  }

  private struct Connection {
    let process: ChildProcess
    let input: Int32
    let output: LineReader
    let hasSchemas: Bool
  }

  static let shared = ConformancePeer()

  private var connecting: Task<Connection?, any Error>?
  private var last: Task<Verdict?, any Error>?

  /// Records an issue for each problem that the judge finds.
  static func check(_ transcript: Transcript, sourceLocation: SourceLocation) async throws {
    guard let verdict = try await shared.judge(transcript) else { return }
    for problem in verdict.problems { Issue.record("\(problem)", sourceLocation: sourceLocation) }
    guard verdict.problems.isEmpty, try await shared.hasSchemas else { return }
    // Rows 58, 77: no line has escaped the official schemas.
    let checks = verdict.checked.values.reduce(0, +)
    #expect(checks >= transcript.received.count, sourceLocation: sourceLocation)
  }

  /// Whether both are here: the package for Python and the official schemas. What is absent is said in a loud line.
  static let isComplete = PythonPeer.canImport("jsonschema") && OracleFolder.named("mcp-schema") != nil

  /// Whether messages are held against the official schemas, and not only against the rules beside them.
  var hasSchemas: Bool {
    get async throws { try await connection()?.hasSchemas ?? false }
  }

  /// Has the peer judge one transcript after the other. Returns nil if there is no peer.
  func judge(_ transcript: Transcript) async throws -> Verdict? {
    let previous = last
    let task = Task {
      _ = await previous?.result
      return try await ask(transcript)
    }
    last = task
    return try await task.value
  }

  private func ask(_ transcript: Transcript) async throws -> Verdict? {
    guard let connection = try await connection() else { return nil }
    let question = Array("\(transcript.json)\n".utf8)
    try FileHandle(fileDescriptor: connection.input).write(contentsOf: question)
    let line = try #require(await connection.output.nextLine(), "conformance.py has ended")
    let answer = try JSONParser.parse(line)
    let checked = answer["checked"]?.object?.members ?? []
    return Verdict(
      problems: answer["problems"]?.array?.compactMap(\.string) ?? [],
      checked: Dictionary(uniqueKeysWithValues: checked.map { ($0.name, $0.value.number?.integer ?? 0) }))
  }

  // MARK: Start

  private func connection() async throws -> Connection? {
    let task = connecting ?? Task { try await Self.connect() }
    connecting = task
    return try await task.value
  }

  private static func connect() async throws -> Connection? {
    guard PythonPeer.canImport("jsonschema") else { return nil }
    let script = OracleFolder.root.appending(path: "Tests/EndToEndTests/Conformance/conformance.py")
    let schemas = OracleFolder.named("mcp-schema")
    // schema.json of modelcontextprotocol/ext-tasks. Without it, tasks are held to the rules of tasks.py only.
    let extensions = schemas == nil ? nil : OracleFolder.named("ext-tasks")
    let (input, output) = (TestSupport.Pipe(), TestSupport.Pipe())
    // It ends with the test run, which closes its input.
    let process = try ChildProcess(
      "/usr/bin/env", [PythonPeer.python, script.path] + [schemas?.path, extensions?.path].compactMap(\.self),
      environment: ProcessInfo.processInfo.environment,
      streams: .init(input: input.reading, output: output.writing, error: STDERR_FILENO), limit: .seconds(3600))
    for end in [input.reading, output.writing] { close(end) }
    return Connection(
      process: process, input: input.writing, output: LineReader(output.reading), hasSchemas: schemas != nil)
  }
}
