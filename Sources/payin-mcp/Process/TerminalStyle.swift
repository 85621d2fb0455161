import FoundationEssentials
import Glibc

/// Colours on standard output, if that is a terminal and NO_COLOR is not set (https://no-color.org).
enum TerminalStyle: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"

  private static let isUsed: Bool = {
    let variable = ProcessInfo.processInfo.environment["NO_COLOR"]
    return isatty(STDOUT_FILENO) == 1 && (variable ?? "").isEmpty
  }()

  func paint(_ text: String) -> String {
    Self.isUsed ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
