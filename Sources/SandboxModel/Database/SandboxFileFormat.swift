import CSQLite
import Formats
import Glibc

/// The marks by which the file of a sandbox is recognised.
enum SandboxFileFormat {
  /// `PYIN`, stored in the header field that SQLite reserves for this (file format, section 1.3). It is the first write
  /// to a new file, before the switch to WAL, so that the file itself has it.
  static let applicationID: Int32 = 0x5059_494E
  /// The length in bytes of the header of a database file.
  static let headerLength = 100

  private static let magic = Array("SQLite format 3\0".utf8)
  /// The tables of the schema's first version.
  private static let tables: Set = ["sandbox", "addresses", "orders", "bindings", "transfers", "payment_links"]

  /// Whether the file at `path` is a sandbox.
  /// - Parameters:
  ///   - header: the file's first bytes.
  ///   - path: without symbolic links.
  ///   - mayCopy: whether a log is read in a temporary copy; without it, such a file counts as a sandbox.
  static func isSandbox(header: [UInt8], at path: String, mayCopy: Bool = true) -> Bool {
    guard header.count == headerLength, header.starts(with: magic) else { return false }
    let applicationID = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
    return applicationID == Self.applicationID || applicationID == 0 && hasTables(path, mayCopy)
  }

  /// Recognises files of earlier versions, which have no number, by their tables. A program that was killed left them
  /// in the log, so a copy of file and log is read then.
  private static func hasTables(_ path: String, _ mayCopy: Bool) -> Bool {
    // `immutable` keeps SQLite from locking the file and from making or changing anything beside it.
    guard let found = tables(in: "file:\(PercentEncoding.encode(path))?immutable=1") else { return false }
    if !found.isEmpty { return found.isSuperset(of: tables) }
    guard mayCopy else { return true }
    return DatabaseCopy.with(path) { copy in tables(in: copy)?.isSuperset(of: tables) } ?? false
  }

  /// The names of the tables; nil if the file cannot be read.
  private static func tables(in location: String) -> Set<String>? {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(location, &handle, flags, nil) == SQLITE_OK, let handle else { return nil }
    var names: Set<String> = []
    do {
      try Statement("SELECT name FROM sqlite_schema WHERE type = 'table'", on: handle).run([]) {
        row throws(DatabaseError) in
        names.insert(try row.text())
        return true
      }
    } catch {
      return nil
    }
    return names
  }
}

/// A temporary copy of a small database and its log, read in their place.
enum DatabaseCopy {
  /// The largest file, and the largest log, that is copied, in bytes. SQLite usually takes a log into its file at 4 MB.
  private static let maximumBytes = 64 * 1024 * 1024

  /// Calls `body` with the path of a copy, which is removed afterwards. Returns nil if there is no log, or no copy can
  /// be made.
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

  /// Makes a folder that is readable by this user only.
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
