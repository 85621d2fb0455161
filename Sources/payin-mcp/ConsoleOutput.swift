import Glibc
import Sandbox

/// Results for people and scripts. What does not arrive there is a failure that must be heard of.
enum StandardOutput {
  /// Writes the whole text, or ends the process: without a word if the reader has gone, as `payin-mcp --help | head`
  /// does; else with a line on standard error and a status of its own.
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

  /// As in errno(3); nil once all is written.
  private static func errorNumber(writing bytes: UnsafeRawBufferPointer) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever shares the descriptor with us may have made it non-blocking.
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Talk for people.
enum StandardError {
  /// Arguments and names of files are quoted in it: what a terminal would obey, and what nobody can see, is left out.
  static func write(_ text: String) {
    var line = DisplayedText.sanitizeLines(text) + "\n"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Leaves the line out if nobody reads standard error: a log must not hold up a payment.
  static func log(_ text: String) {
    var descriptor = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&descriptor, 1, 0) == 1, descriptor.revents & Int16(POLLOUT) != 0 else { return }
    write(text)
  }
}
