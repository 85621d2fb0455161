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
