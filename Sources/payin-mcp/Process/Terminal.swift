import FoundationEssentials
import Glibc

/// What the program is connected to.
enum Terminal {
  static func isOne(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// The number of columns; 80 if the terminal does not tell, nil if it is none.
  static func columns(of descriptor: Int32) -> Int? {
    guard isOne(descriptor) else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Colours on standard output, if that is a terminal that knows them and NO_COLOR is not set (https://no-color.org).
enum TerminalStyle: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"

  static let isUsed: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return Terminal.isOne(STDOUT_FILENO) && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()

  func paint(_ text: String) -> String {
    Self.isUsed ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
