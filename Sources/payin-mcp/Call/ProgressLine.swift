import Formats
import FoundationEssentials
import Glibc
import SandboxModel

/// Shows on stderr what a waiting call has seen: one line that is written anew on a terminal, a line for each change
/// elsewhere.
final class ProgressLine {
  private static let clearLine = "\r\u{1B}[K"

  private let isQuiet: Bool
  /// The columns of a terminal that can clear a line; nil for a file or a pipe.
  private let columns: Int?
  private var last = ""

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
    columns = terminal == "dumb" ? nil : Terminal.columns(of: STDERR_FILENO)
  }

  func show(_ text: String) {
    guard !isQuiet, text != last else { return }
    last = text
    if let columns {
      write(Self.clearLine + DisplayWidth.cut(DisplayedText.sanitize(text), to: columns - 1))
    } else {
      StandardError.write(text)
    }
  }

  /// Removes the line before something else is written.
  func clear() {
    if columns != nil, !last.isEmpty { write(Self.clearLine) }
    last = ""
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
