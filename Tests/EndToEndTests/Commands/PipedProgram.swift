import Glibc
import Synchronization
import TestSupport

/// A run of the program with pipes for its streams, of which nothing is held to be MCP.
final class PipedProgram: Sendable {
  let process: ChildProcess
  private let input: Mutex<Int32?>
  private let lines: LineReader
  private let errors: LineReader

  init(_ arguments: [String]) throws {
    signal(SIGPIPE, SIG_IGN)
    let (input, output, error) = (Pipe(), Pipe(), Pipe())
    defer { for end in [input.reading, output.writing, error.writing] { close(end) } }
    process = try ChildProcess(
      ServerBinary.path, arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "PAYIN_LANG": "en"],
      streams: .init(input: input.reading, output: output.writing, error: error.writing), limit: .seconds(240))
    self.input = Mutex(input.writing)
    lines = LineReader(output.reading)
    errors = LineReader(error.reading)
  }

  deinit {
    process.send(SIGKILL)
    closeInput()
  }

  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    input.withLock { if let input = $0 { _ = write(input, bytes, bytes.count) } }
  }

  func closeInput() {
    input.withLock { input in
      if let input { close(input) }
      input = nil
    }
  }

  /// The next line of its output, or nil at the end.
  func next() async -> String? {
    await lines.nextLine().map { String(decoding: $0, as: UTF8.self) }
  }

  func errorText() async -> String {
    var text = ""
    while let line = await errors.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return text
  }
}
