import Glibc

/// Talk for people.
enum StandardError {
  static func write(_ text: String) {
    var line = text + "\n"
    line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
