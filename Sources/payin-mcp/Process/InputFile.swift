import Glibc

/// Reads a file or standard input as bytes, up to a limit.
enum InputFile {
  enum ReadError: Error {
    /// errno(3)
    case system(Int32)
    case tooLarge
  }

  /// - Parameter path: `-` or nil for standard input.
  static func read(_ path: String?, atMost limit: Int) throws(ReadError) -> [UInt8] {
    guard let path, path != "-" else { return try read(STDIN_FILENO, limit) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    return try read(descriptor, limit)
  }

  private static func read(_ descriptor: Int32, _ limit: Int) throws(ReadError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        guard errno == EINTR else { throw .system(errno) }
        continue
      }
      bytes += buffer.prefix(count)
      guard bytes.count <= limit else { throw .tooLarge }
    }
  }
}

extension InputFile.ReadError {
  /// A message that names the source of the bytes.
  func message(_ source: String) -> String {
    switch self {
    case .system(let number):
      let reason = String(cString: strerror(number))
      return localized("payin-mcp: cannot read \(source): \(reason)", "payin-mcp：无法读取 \(source)：\(reason)")
    case .tooLarge: return localized("payin-mcp: \(source) is too large", "payin-mcp：\(source) 过大")
    }
  }
}
