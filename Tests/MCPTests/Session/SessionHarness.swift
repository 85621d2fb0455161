import Glibc
import JSON
import JSONRPC
import MCP
import TestSupport

/// A session over a pair of pipes, as a client sees it.
final class SessionHarness {
  private let input = Pipe()
  private let inbox: LineReader
  private let output: OutputQueue

  /// - Parameters:
  ///   - tasks: declares the extension, with these settings.
  ///   - pieces: bytes of output that the client reads at a time.
  ///   - gate: opens when it begins to read.
  init(
    tools: [Tool] = [.echo], features: ServerFeatures = .init(), settings: SessionSettings = .make(),
    tasks: TaskSettings? = nil, pieces: Int = 64 * 1024, after gate: Latch? = nil
  ) throws {
    let answers = Pipe()
    var settings = settings
    if let tasks { settings.tasks = tasks }
    let (settled, capabilities) = (settings, tasks == nil ? features.capabilities : features.capabilities.union(.tasks))
    let catalogue = try ToolCatalogue(
      tools: tools,
      refuse: { _, violations in
        .failure("\(violations.count) wrong", error: ["code": "invalid_arguments"], metaKey: "test/error")
      },
      interrupted: { _, hasSent in
        .failure("shutting down", error: ["sent": .bool(hasSent)], metaKey: "test/error")
      })
    let output = try OutputQueue(descriptor: answers.writing)
    self.output = output
    inbox = LineReader(answers.reading, pieces: pieces, after: gate)
    try Connection.start(input: input.reading) {
      Session(
        server: .test, capabilities: capabilities,
        contents: { ServerContents(catalogue: catalogue, features: features) }, output: output, settings: settled)
    } onEnd: {
      close(answers.writing)
    }
  }

  func send(_ lines: String...) {
    write(lines.map { $0 + "\n" }.joined())
  }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        rest = rest.dropFirst(
          Glibc.write(input.writing, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count))
      }
    }
  }

  func closeInput() {
    close(input.writing)
  }

  /// Does the same as a signal to the process.
  func stop() {
    output.stop(within: .seconds(30))
  }

  func next() async throws -> JSONValue? {
    try await inbox.next()
  }

  func nextLine() async -> [UInt8]? {
    await inbox.nextLine()
  }

  /// Closes the input and returns every answer that is still to come.
  func finish() async throws -> [JSONValue] {
    closeInput()
    return try await inbox.rest()
  }

  /// Returns the answers to these lines, up to the end.
  static func answers(
    to lines: [String], tools: [Tool] = [.echo], features: ServerFeatures = .init(),
    settings: SessionSettings = .make()
  ) async throws -> [JSONValue] {
    let harness = try SessionHarness(tools: tools, features: features, settings: settings)
    for line in lines { harness.send(line) }
    return try await harness.finish()
  }
}

extension ServerDescription {
  static let test = ServerDescription(
    name: "test", title: "Test", version: "1.2.3", description: "A server for tests.", instructions: "Call echo.")
}
