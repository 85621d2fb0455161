import Glibc
import JSON
import TestSupport
import Testing

/// A running `payin-mcp listen --json` on a port that the system has chosen.
final class ListeningProcess: Sendable {
  let process: ChildProcess
  /// Where it listens, without a slash at the end.
  let url: String
  private let output: LineReader

  init(_ arguments: [String] = [], environment: [String: String] = [:]) async throws {
    let output = Pipe()
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { for end in [null, output.writing] { close(end) } }
    process = try ChildProcess(
      ServerBinary.path, ["listen", "--port", "0", "--json"] + arguments,
      environment: ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      streams: .init(input: null, output: output.writing, error: null), limit: .seconds(120))
    self.output = LineReader(output.reading)
    url = try #require(try await self.output.next()?["listening"]?.string)
  }

  deinit {
    process.send(SIGKILL)
  }

  /// The next webhook that it has printed.
  func next() async throws -> JSONValue {
    try #require(try await output.next())
  }

  func stop() async -> ChildProcess.Exit {
    process.send(SIGINT)
    return await process.waitForExit()
  }
}
