import Glibc

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
