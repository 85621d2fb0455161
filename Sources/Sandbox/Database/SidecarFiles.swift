import Glibc

/// What SQLite keeps beside a database under names of its own choice: it removes or overwrites whatever it finds there.
struct SidecarFiles {
  /// How SQLite's own begin (file format, sections 3 and 4.1; WAL-index format, section 2). A journal that was kept
  /// begins with zeros.
  private static let beginnings: KeyValuePairs<String, [[UInt8]]> = [
    "-wal": [[0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]],
    "-shm": [[0x18, 0xE2, 0x2D, 0x00], [0, 0, 0, 0]],
    "-journal": [[0xD9, 0xD5, 0x05, 0xF9], [0, 0, 0, 0]],
  ]

  private let path: String

  init(of path: String) {
    self.path = path
  }

  /// Throws `databaseUnavailable` if a file of such a name is not SQLite's.
  func check() throws(SandboxError) {
    for (suffix, beginnings) in Self.beginnings {
      let name = path + suffix
      guard let beginning = Self.beginning(of: name) else { throw .unavailable(name, Self.refusal) }
      guard beginning.isEmpty || beginnings.contains(beginning) else { throw .unavailable(name, Self.refusal) }
    }
  }

  private static let refusal = "is not SQLite's, which uses this name; give the path of another file"

  /// The first four bytes, none if there is no such file or it is empty, and nil if it cannot be one of SQLite's.
  private static func beginning(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return errno == ENOENT ? [] : nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = [0, 0, 0, 0]
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : Array(bytes.prefix(count))
  }
}
