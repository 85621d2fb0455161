import Dispatch
import Glibc
import JSON
import Synchronization
import TestSupport
import Testing

/// The command of fcntl(2) that sets the size of a pipe; a GNU name, which the module Glibc leaves out.
private let F_SETPIPE_SZ: Int32 = 1031

/// One run of the built binary as its client sees it: bytes in, lines out, an exit status.
///
/// At the end all messages are checked against the published schemas, so every test proves rows 1, 2, 24, 26,
/// 27, 58, 70 and 77 for its own conversation.
final class Server: Sendable {
  /// The rest of the output, and the exit, of a server that has ended.
  struct Completion: Sendable {
    /// The lines that were not read before.
    let answers: [JSONValue]
    let exit: ChildProcess.Exit
    /// All of stderr.
    let errorOutput: String
  }

  /// The output ended where another line was needed.
  struct EndedEarly: Error {
    let exit: ChildProcess.Exit
    let errorOutput: String
  }

  /// When the client reads the output.
  enum Reading {
    case atOnce
    /// The client reads from `startReading` on.
    case later
    /// The client has closed its end.
    case never
  }

  static let inMemory = ["--sandbox-db", ":memory:"]

  /// The environment that clients hand down (row 23), with a home that cannot be written to. The timeouts are longer
  /// than the defaults: a debug build on a busy machine may need seconds to start its sandbox.
  private static let cleanEnvironment = [
    "HOME": "/nonexistent", "LOGNAME": "nobody", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "TERM": "dumb",
    "USER": "nobody", "PAYIN_DRAIN_TIMEOUT": "60", "PAYIN_TIMEOUT": "300",
  ]

  /// The time after which the server is killed.
  private static let limit = Duration.seconds(300)

  let process: ChildProcess
  private let input: Mutex<Int32?>
  private let outputDescriptor: Int32
  private let lines: LineReader
  private let errors: LineReader
  private let outputGate = Latch()
  private let end = Latch()
  private let transcript: Mutex<Transcript>
  private let api: TestServer?

  /// - Parameters:
  ///   - environment: in addition to what every client hands down; nil for none at all.
  ///   - api: lives as long as this does.
  ///   - pieces: bytes that the client reads at a time; the pipe holds no more than a page above it.
  ///   - errorPipe: for stderr, which is then not read before the end.
  ///   - wrapper: a program and its arguments, which starts what is named after them.
  init(
    _ arguments: [String] = inMemory, environment: [String: String]? = [:], api: TestServer? = nil,
    reading: Reading = .atOnce, pieces: Int = 64 * 1024, errorPipe: Pipe? = nil, wrapper: [String] = []
  ) throws {
    signal(SIGPIPE, SIG_IGN)
    self.api = api
    let (input, output, error) = (Pipe(), Pipe(), errorPipe ?? Pipe())
    _ = fcntl(output.reading, F_SETPIPE_SZ, Int32(pieces))
    if reading == .never { close(output.reading) }
    defer { for end in [input.reading, output.writing, error.writing] { close(end) } }
    process = try ChildProcess(
      "/usr/bin/env", wrapper + [ServerBinary.path] + arguments,
      environment: environment.map { Self.cleanEnvironment.merging($0) { $1 } } ?? [:],
      streams: .init(input: input.reading, output: output.writing, error: error.writing), limit: Self.limit)
    self.input = Mutex(input.writing)
    outputDescriptor = output.reading
    transcript = Mutex(Transcript(isWhole: reading != .never))
    lines = LineReader(
      reading == .never ? open("/dev/null", O_RDONLY | O_CLOEXEC) : output.reading, pieces: pieces,
      after: reading == .later ? outputGate : nil)
    errors = LineReader(error.reading, after: errorPipe == nil ? nil : end)
  }

  deinit {
    process.send(SIGKILL)
    closeInput()
    startReading()
    end.arrive()
  }

  // MARK: Input

  /// Sends each line with its newline, in one piece.
  func send(_ lines: String...) {
    write(lines.map { $0 + "\n" }.joined())
  }

  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// - Parameter isRecorded: false for input of which no one but the server should make sense. The transcript is then
  ///   not held to be whole.
  func write(_ bytes: [UInt8], isRecorded: Bool = true) {
    transcript.withLock { if isRecorded { $0.sent += bytes } else { $0.isWhole = false } }
    let descriptor = input.withLock { $0 }
    guard let descriptor else { return }
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  func closeInput() {
    input.withLock { input in
      if let input { close(input) }
      input = nil
    }
  }

  // MARK: Output

  func startReading() {
    outputGate.arrive()
  }

  /// Returns when there is something to read, for a client that does not read yet.
  func waitForOutput() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [outputDescriptor] in
        var entry = pollfd(fd: outputDescriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, 100_000)
        continuation.resume()
      }
    }
  }

  /// The next line, which must be JSON.
  func next() async throws -> JSONValue {
    guard let line = await lines.nextLine() else {
      throw EndedEarly(exit: await process.waitForExit(), errorOutput: await errorOutput())
    }
    return try read(line)
  }

  /// The lines that have been read so far.
  var received: String {
    transcript.withLock { $0.received.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") }
  }

  private func read(_ line: [UInt8]) throws -> JSONValue {
    transcript.withLock { $0.received.append(line) }
    return try JSONParser.parse(line)
  }

  private func errorOutput() async -> String {
    var lines: [[UInt8]] = []
    while let line = await errors.nextLine() { lines.append(line) }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  // MARK: The end

  /// Closes the input, which must end the server well, and returns the lines that are still to come.
  @discardableResult
  func finish(sourceLocation: SourceLocation = #_sourceLocation) async throws -> [JSONValue] {
    closeInput()
    let completion = try await waitForEnd(sourceLocation: sourceLocation)
    #expect(completion.exit == .status(0), "\(completion.errorOutput)", sourceLocation: sourceLocation)
    #expect(completion.errorOutput.isEmpty, sourceLocation: sourceLocation)
    return completion.answers
  }

  /// Returns when the server has ended by itself or by a signal.
  func waitForEnd(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Completion {
    startReading()
    end.arrive()
    var answers: [JSONValue] = []
    while let line = await lines.nextLine() { answers.append(try read(line)) }
    let exit = await process.waitForExit()
    var transcript = transcript.withLock { $0 }
    transcript.isWhole = transcript.isWhole && exit == .status(0)
    try await ConformancePeer.check(transcript, sourceLocation: sourceLocation)
    return Completion(answers: answers, exit: exit, errorOutput: await errorOutput())
  }

  /// Waits as `waitForEnd` does, for a command whose stdout is text for people.
  func waitForText() async -> (text: String, completion: Completion) {
    end.arrive()
    var text = ""
    while let line = await lines.nextLine() { text += String(decoding: line, as: UTF8.self) + "\n" }
    return (text, Completion(answers: [], exit: await process.waitForExit(), errorOutput: await errorOutput()))
  }
}
