import Glibc

/// The file that holds a sandbox. New files and folders are readable by their owner only. Existing ones keep their
/// mode, and a file that is not a sandbox is refused before it or a file beside it is touched.
package struct DatabaseFile: Sendable {
  package let path: String
  /// Whether the path may be a symbolic link to a sandbox. It may if the user gave the path; in the default place a
  /// link could lead to any other file of the user.
  let mayBeLink: Bool

  package init(
    path: String, mayBeLink: Bool
  ) {
    self.path = path
    self.mayBeLink = mayBeLink
  }

  /// Makes the file if it is missing, and checks it otherwise.
  /// - Returns: its path without symbolic links.
  /// - Throws: `databaseUnavailable`.
  package func prepare() throws(SandboxError) -> String {
    try makeParents()
    if try !make() { try check() }
    let location = try resolved()
    try SidecarFiles(of: location).check()
    return location
  }

  /// Checks the file and the files beside it, and makes and changes nothing.
  /// - Returns: whether there is a file.
  /// - Throws: `databaseUnavailable`.
  package func inspect() throws(SandboxError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return false }
      throw .unavailable(path)
    }
    try check(mayCopy: false)
    try SidecarFiles(of: try resolved()).check()
    return true
  }

  private func makeParents() throws(SandboxError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices.map({ $0 + 1 }) {
      let folder = parts.prefix(count).joined(separator: "/")
      guard folder.isEmpty || mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .unavailable(path) }
    }
  }

  /// Makes the file.
  /// - Returns: false if the path exists already, even as a link that leads to no file.
  private func make() throws(SandboxError) -> Bool {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw .unavailable(path)
    }
    defer { close(descriptor) }
    // The process's umask may have removed more bits than it should.
    guard fchmod(descriptor, 0o600) == 0 else { throw .unavailable(path) }
    return true
  }

  /// - Parameter mayCopy: whether the log of a file of an earlier version is read in a copy.
  private func check(mayCopy: Bool = true) throws(SandboxError) {
    // Without O_NONBLOCK opening a pipe would block until a writer opens it too.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (mayBeLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw cannotOpen(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unavailable(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .unavailable(path, "is a directory")
    default: throw .unavailable(path, "is not a regular file")
    }
    guard status.st_size > 0 else { return }
    let location = try resolved()
    guard SandboxFileFormat.isSandbox(header: Self.header(descriptor), at: location, mayCopy: mayCopy) else {
      throw .unavailable(path, "is not a sandbox, so it was left as it is; give the path of another file")
    }
  }

  private func cannotOpen(_ error: Int32) -> SandboxError {
    switch error {
    case ELOOP where !mayBeLink:
      .unavailable(path, "is a symbolic link, which is not followed in the default place; give the file's own path")
    case ENOENT: .unavailable(path, "is a symbolic link that leads to no file")
    default: .unavailable(path)
    }
  }

  private static func header(_ descriptor: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: SandboxFileFormat.headerLength)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// The path without symbolic links, except that the file's own name stays where it must not be a link.
  private func resolved() throws(SandboxError) -> String {
    guard !mayBeLink, let slash = path.lastIndex(of: "/") else { return try real(path) }
    let folder = slash == path.startIndex ? "/" : try real(String(path[..<slash]))
    return folder + path[slash...]
  }

  private func real(_ path: String) throws(SandboxError) -> String {
    guard let text = realpath(path, nil) else { throw .unavailable(self.path) }
    defer { free(text) }
    return String(cString: text)
  }
}

extension SandboxError {
  static func unavailable(_ path: String, _ reason: String) -> SandboxError {
    SandboxError(.databaseUnavailable, detail: "\(path): \(reason)")
  }

  /// The refusal that reports `errno`.
  static func unavailable(_ path: String) -> SandboxError {
    let number = errno
    return SandboxError(
      .databaseUnavailable, detail: "\(path): \(String(cString: strerror(number)))",
      isPathUnusable: number != EMFILE && number != ENFILE)
  }
}

/// The files that SQLite keeps beside a database. It chooses their names, and removes or overwrites any file that has
/// one of them.
struct SidecarFiles {
  /// The first bytes of SQLite's own files (file format, sections 3 and 4.1; WAL-index format, section 2). A journal
  /// that was kept begins with zeros.
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

  /// The file's first four bytes; empty if it is missing or empty, and nil if it cannot be one of SQLite's.
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
