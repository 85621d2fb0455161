import Glibc
import Sandbox

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
