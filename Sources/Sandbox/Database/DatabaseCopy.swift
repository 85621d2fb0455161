import Glibc

/// A copy of a small database and its log, to be looked into instead of them.
enum DatabaseCopy {
  /// The largest file, and the largest log, that is copied, in bytes. SQLite usually takes a log into its file at 4 MB.
  private static let maximumBytes = 64 * 1024 * 1024

  /// Nil if there is no log, or no copy can be made. The copy is gone afterwards.
  static func with<Result>(_ path: String, _ body: (String) -> Result?) -> Result? {
    guard let log = read(path + "-wal"), !log.isEmpty, let file = read(path), let folder = makeFolder() else {
      return nil
    }
    let copy = folder + "/copy.sqlite"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(copy + suffix) }
      rmdir(folder)
    }
    guard write(file, to: copy), write(log, to: copy + "-wal") else { return nil }
    return body(copy)
  }

  /// Only this user can look into it.
  private static func makeFolder() -> String? {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/payin-mcp-XXXXXX".utf8CString)
    return template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= maximumBytes else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    return count == bytes.count ? bytes : nil
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
  }
}
