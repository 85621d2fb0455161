import CLinux
import Glibc

/// A stdio server as a child process: lines to its input, lines from its output. Used by one thread at a time.
package final class ServerProcess {
  /// What the output gave.
  package enum Output: Equatable {
    /// A line without its end.
    case line([UInt8])
    /// The server has closed its output. Bytes after the last end of a line are here.
    case end(rest: [UInt8])
    case timeout
  }

  package enum Exit: Sendable, Equatable {
    case status(Int32)
    case signal(Int32)
  }

  /// The place that the server's stderr goes to.
  package enum ErrorOutput {
    /// To this process's own.
    case inherited
    /// Kept for `errorText`: the last 64 KiB.
    case kept
  }

  package struct SpawnError: Error {
    package let program: String
    /// errno(3).
    package let number: Int32
  }

  private static let keptErrorBytes = 64 * 1024

  private let id: pid_t
  private var input: Int32
  private var output: LineBuffer
  private var errors: Int32
  private var errorBytes: [UInt8] = []
  private var exit: Exit?

  /// A descriptor that ends the waits of `send` and `next` as a deadline does, as soon as it can be read; -1 for none.
  package var interruption: Int32 = -1

  package var isInterrupted: Bool {
    var entry = pollfd(fd: interruption, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 1
  }

  /// Starts the program. A name without a slash is looked for in PATH.
  ///
  /// The child gets no descriptor of this process but the three, and the signals as after a login.
  ///
  /// - Parameter ownGroup: whether it gets a process group of its own, so that Ctrl-C on the terminal reaches only this
  ///   process.
  package init(
    _ command: [String], environment: [String: String], errors errorOutput: ErrorOutput = .inherited,
    ownGroup: Bool = false
  ) throws(SpawnError) {
    let program = command.first ?? ""
    var pipes: [(reading: Int32, writing: Int32)] = []
    for _ in 0..<(errorOutput == .kept ? 3 : 2) {
      var ends: [Int32] = [-1, -1]
      guard pipe2(&ends, O_CLOEXEC) == 0 else {
        let number = errno
        for pipe in pipes { Self.close(pipe.reading, pipe.writing) }
        throw SpawnError(program: program, number: number)
      }
      pipes.append((ends[0], ends[1]))
    }
    let (input, output, errors) = (pipes[0], pipes[1], pipes.count > 2 ? pipes[2] : nil)
    var id: pid_t = 0
    let streams = [input.reading, output.writing, errors?.writing ?? STDERR_FILENO]
    let number = Self.spawn(command, environment, streams, ownGroup, &id)
    Self.close(input.reading, output.writing, errors?.writing ?? -1)
    guard number == 0 else {
      Self.close(input.writing, output.reading, errors?.reading ?? -1)
      throw SpawnError(program: program, number: number)
    }
    for descriptor in [input.writing, output.reading, errors?.reading ?? -1] where descriptor >= 0 {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
    (self.id, self.input, self.errors) = (id, input.writing, errors?.reading ?? -1)
    self.output = LineBuffer(descriptor: output.reading)
  }

  deinit {
    if exit == nil {
      kill(id, SIGKILL)
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }
    Self.close(input, output.descriptor, errors)
  }

  // MARK: Lines

  /// Sends the line and its end. A server that does not read is waited for, and its output read meanwhile, so that
  /// neither waits for the other.
  ///
  /// - Returns: whether all of it was taken before the deadline.
  package func send(_ line: some Sequence<UInt8>, until deadline: ContinuousClock.Instant) -> Bool {
    guard input >= 0 else { return false }
    let bytes = Array(line) + [UInt8(ascii: "\n")]
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        guard wait(forInput: true, until: deadline) else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// The next line of the output.
  package func next(until deadline: ContinuousClock.Instant) -> Output {
    while true {
      if let line = output.line() { return .line(line) }
      if output.isAtEnd { return .end(rest: output.rest) }
      guard wait(forInput: false, until: deadline) else { return .timeout }
    }
  }

  package func closeInput() {
    Self.close(input)
    input = -1
  }

  /// What the server has written to stderr, if it is kept.
  package var errorText: String {
    readErrors()
    return String(decoding: errorBytes, as: UTF8.self)
  }

  /// Waits for output, for an error output that is kept, or also for room in the input.
  ///
  /// - Returns: false at the deadline.
  private func wait(forInput: Bool, until deadline: ContinuousClock.Instant) -> Bool {
    var entries = [
      pollfd(fd: output.isAtEnd ? -1 : output.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: forInput ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = Self.milliseconds(until: deadline)
    guard milliseconds > 0 else { return false }
    let count = poll(&entries, nfds_t(entries.count), milliseconds)
    if entries[0].revents != 0 { output.read() }
    if entries[1].revents != 0 { readErrors() }
    if entries[3].revents != 0 { return false }
    return count != 0 || ContinuousClock.now < deadline
  }

  private func readErrors() {
    guard errors >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(errors, &buffer, buffer.count)
      if count > 0 {
        errorBytes += buffer.prefix(count)
        errorBytes.removeFirst(max(0, errorBytes.count - Self.keptErrorBytes))
      } else {
        if count == 0 || (errno != EAGAIN && errno != EINTR) {
          Self.close(errors)
          errors = -1
        }
        return
      }
    }
  }

  // MARK: The end

  package func send(signal number: Int32) {
    if exit == nil { kill(id, number) }
  }

  /// Waits until the process has ended by itself or by a signal. Its output is not read meanwhile.
  ///
  /// - Returns: nil if it has not ended at the deadline.
  package func waitForExit(until deadline: ContinuousClock.Instant) -> Exit? {
    while exit == nil {
      var status: Int32 = 0
      let ended = waitpid(id, &status, WNOHANG)
      if ended == id {
        exit = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
      } else if ended == 0 || errno == EINTR {
        guard ContinuousClock.now < deadline else { return nil }
        // waitpid(2) has no deadline, and the end of a process follows the end of its output at once.
        usleep(500)
      } else {
        exit = .status(-1)
      }
    }
    return exit
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
    let milliseconds = Double(seconds) * 1000 + Double(attoseconds) / 1e15
    return Int32(min(max(milliseconds.rounded(.up), 0), 3_600_000))
  }

  // MARK: Start

  /// Starts a program with three descriptors as its standard streams. A name without a slash is looked for in PATH.
  ///
  /// - Parameters:
  ///   - ownGroup: whether it gets a process group of its own.
  ///   - signals: those that have their usual effect again in the child, whatever this process has done to them.
  /// - Returns: an error number (errno(3)), or 0.
  static func spawn(
    _ command: [String], _ environment: [String: String], _ streams: [Int32], _ ownGroup: Bool, _ id: inout pid_t,
    resetting signals: [Int32] = [SIGPIPE, SIGINT, SIGHUP, SIGXFSZ]
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    restoreSignals(signals, &attributes, ownGroup)
    return withStrings(command) { command in
      withStrings(environment.map { "\($0)=\($1)" }) {
        posix_spawnp(&id, command[0] ?? strdup(""), &actions, &attributes, command, $0)
      }
    }
  }

  /// A group of its own is in the background. SIGTTOU stays blocked there, so that a terminal with `stty tostop` does
  /// not stop the child when it writes a warning.
  private static func restoreSignals(
    _ signals: [Int32], _ attributes: inout posix_spawnattr_t, _ ownGroup: Bool
  ) {
    var (blocked, changed) = (sigset_t(), sigset_t())
    sigemptyset(&blocked)
    sigemptyset(&changed)
    if ownGroup { sigaddset(&blocked, SIGTTOU) }
    for number in signals { sigaddset(&changed, number) }
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setsigdefault(&attributes, &changed)
    let group = ownGroup ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  private static func close(_ descriptors: Int32...) {
    for descriptor in descriptors where descriptor >= 0 { _ = Glibc.close(descriptor) }
  }
}
