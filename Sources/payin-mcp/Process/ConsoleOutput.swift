import Glibc
import SandboxModel
import Synchronization

/// Results for people and scripts. A result that cannot be written is a failure.
enum StandardOutput {
  private static let closed = Atomic(false)

  /// Whether the reader has closed its end, so that nothing more is written.
  static var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Writes the whole text. If the reader has closed its end, as in `payin-mcp --help | head`, this and all further text
  /// is left out, and the command goes on to the status that it would have had. Any other error ends the process with
  /// a line on standard error and a status of its own.
  static func write(_ text: String) {
    guard !isClosed else { return }
    signal(SIGPIPE, SIG_IGN)
    var text = text
    guard let number = text.withUTF8({ errorNumber(writing: UnsafeRawBufferPointer($0)) }) else { return }
    guard isEndOfReader(number) else { leave(number) }
    closed.store(true, ordering: .relaxed)
  }

  /// Ends a process that is of no use without its output.
  static func leave(_ number: Int32) -> Never {
    TemporaryFolders.removeAll()
    if isEndOfReader(number) { _exit(0) }
    StandardError.write("payin-mcp: cannot write to standard output: \(String(cString: strerror(number)))")
    _exit(ExitStatus.output.rawValue)
  }

  private static func isEndOfReader(_ number: Int32) -> Bool {
    number == EPIPE || number == ECONNRESET
  }

  /// The error number (errno(3)), or nil when the text is written.
  private static func errorNumber(writing bytes: UnsafeRawBufferPointer) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Another process that shares the descriptor may have made it non-blocking.
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Messages for people.
enum StandardError {
  /// Messages quote arguments and names of files, so control characters and invisible ones are left out.
  static func write(_ text: String) {
    signal(SIGPIPE, SIG_IGN)
    var line = DisplayedText.sanitizeLines(text) + "\n"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Leaves the line out if the reader of standard error does not keep up: a log must not hold up a payment.
  static func log(_ text: String) {
    var descriptor = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&descriptor, 1, 0) == 1, descriptor.revents & Int16(POLLOUT) != 0 else { return }
    write(text)
  }
}
