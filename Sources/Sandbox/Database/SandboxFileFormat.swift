import CSQLite

/// How the file of a sandbox is told from any other.
enum SandboxFileFormat {
  /// `PYIN`, in the place that SQLite keeps for this (file format, section 1.3). It is the first thing written to a new
  /// file, before the switch to a log beside it, so that the file itself has it.
  static let applicationID: Int32 = 0x5059_494E
  /// The length in bytes of the header of a database file.
  static let headerLength = 100

  private static let magic = Array("SQLite format 3\0".utf8)
  /// The tables of the first version of the schema.
  private static let tables: Set = ["sandbox", "addresses", "orders", "bindings", "transfers", "payment_links"]

  /// - Parameters:
  ///   - header: the file's first bytes.
  ///   - path: without symbolic links.
  static func isSandbox(header: [UInt8], at path: String) -> Bool {
    guard header.count == headerLength, header.starts(with: magic) else { return false }
    let applicationID = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
    return applicationID == Self.applicationID || applicationID == 0 && hasTables(path)
  }

  /// Files of earlier versions have no number. Looks at the tables in the file itself; a program that ended without
  /// closing its file left them in the log, then in a copy of both.
  private static func hasTables(_ path: String) -> Bool {
    // `immutable` keeps SQLite from locking the file and from making or changing anything beside it.
    guard let found = tables(in: "file:\(PercentEncoding.encode(path))?immutable=1") else { return false }
    if !found.isEmpty { return found.isSuperset(of: tables) }
    return DatabaseCopy.with(path) { copy in tables(in: copy)?.isSuperset(of: tables) } ?? false
  }

  /// Nil if it cannot be read.
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
