import Glibc
import SandboxModel

/// Results for people and scripts. A result that cannot be written is a failure.
enum StandardOutput {
  /// Writes the whole text, or ends the process: silently if the reader has closed its end, as in
  /// `payin-mcp --help | head`; otherwise with a line on standard error and a status of its own.
  static func write(_ text: String) {
    var text = text
    let number = text.withUTF8 { errorNumber(writing: UnsafeRawBufferPointer($0)) }
    if let number { leave(number) }
  }

  static func leave(_ number: Int32) -> Never {
    if number == EPIPE || number == ECONNRESET { _exit(0) }
    StandardError.write("payin-mcp: cannot write to standard output: \(String(cString: strerror(number)))")
    _exit(ExitStatus.output.rawValue)
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
