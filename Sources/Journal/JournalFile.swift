import Glibc
import JSON

/// The file of a journal, which several processes may append to.
///
/// A process holds flock(2) while it reads what others have added and appends its own records, so that the chain has one
/// end. The bytes go to the disk after the lock is released.
struct JournalFile: ~Copyable {
  let path: String
  let descriptor: Int32
  var chain = JournalChain()
  /// The bytes of the file that the chain has read.
  var length = 0
  /// Whether the latest record is whole but for the newline at its end.
  var lacksNewline = false

  /// Opens the file, which must be a journal of this user alone.
  ///
  /// - Parameter creates: makes a missing file, with mode 600.
  init(_ path: String, creates: Bool) throws(JournalError) {
    self.path = path
    var descriptor = Self.open(path, O_RDWR | O_APPEND)
    if descriptor < 0, errno == ENOENT, creates {
      descriptor = Self.open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL)
      if descriptor >= 0 { Self.syncFolder(of: path) }
      // Another process has made it in between.
      if descriptor < 0, errno == EEXIST { descriptor = Self.open(path, O_RDWR | O_APPEND) }
    }
    self.descriptor = descriptor
    guard descriptor >= 0 else { throw errno == ELOOP ? .symbolicLink : .system(.open, number: errno) }
    try checkRights()
    try lock()
    defer { unlock() }
    try findEnd()
  }

  deinit {
    close(descriptor)
  }

  /// No symbolic link is followed, and a pipe does not hold the program up.
  private static func open(_ path: String, _ flags: Int32) -> Int32 {
    Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0o600)
  }

  /// The entry of a new file in its folder has to be on the disk as well.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  func checkRights() throws(JournalError) {
    let status = try self.status()
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
    guard status.st_uid == geteuid() else { throw .otherOwner(user: status.st_uid) }
    let rights = status.st_mode & 0o777
    guard rights & 0o077 == 0 else { throw .widerRights(mode: rights) }
  }

  func status() throws(JournalError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(.read, number: errno) }
    return status
  }
}

extension JournalFile {
  /// Appends the records of the entries in one write, or none of them.
  ///
  /// - Parameter time: RFC 3339.
  /// - Returns: the numbers of the records.
  mutating func append(_ entries: [JournalEntry], time: String) throws(JournalError) -> [Int] {
    try lock()
    defer { unlock() }
    try readAdded(upTo: try checkedLength())
    var (bytes, next) = try recovery(time, version: entries.first?.version ?? "")
    let first = next.count + 1
    for entry in entries {
      var record = Self.head(next, entry.event, time)
      entry.append(to: &record, sequence: next.count + 1)
      Self.add(record, to: &bytes, &next)
    }
    try write(bytes)
    (chain, lacksNewline) = (next, false)
    length += bytes.count
    return Array(first...next.count)
  }

  /// Returns when everything that was appended is on the disk.
  func sync() throws(JournalError) {
    while fdatasync(descriptor) != 0 {
      guard errno == EINTR else { throw .system(.sync, number: errno) }
    }
  }

  /// The bytes that close an unfinished write of a process that ended in it, and the chain after them. The unfinished
  /// bytes stay as they are, and a record of their hash makes them part of the chain.
  private func recovery(_ time: String, version: String) throws(JournalError) -> ([UInt8], JournalChain) {
    let newline = UInt8(ascii: "\n")
    var next = chain.continued
    guard !chain.piece.isEmpty else { return (lacksNewline ? [newline] : [], next) }
    guard Self.isUnfinished(chain.piece) else { throw .damaged }
    var bytes: [UInt8] = chain.piece.last == newline ? [] : [newline]
    var record = Self.head(next, .recovered, time)
    record.append("torn", .string(JournalRecord.hash(chain.piece + bytes)))
    record.append("tornBytes", .number(JSONNumber(chain.piece.count + bytes.count)))
    record.append("version", .string(version))
    Self.add(record, to: &bytes, &next)
    return (bytes, next)
  }

  private static func head(_ chain: JournalChain, _ event: JournalEntry.Event, _ time: String) -> JSONObject {
    ["seq": .number(JSONNumber(chain.count + 1)), "time": .string(time), "event": .string(event.rawValue)]
  }

  private static func add(_ record: JSONObject, to bytes: inout [UInt8], _ chain: inout JournalChain) {
    var record = record
    record.append("previous", .string(chain.hash))
    let line = JournalRecord.line(record)
    bytes += line.bytes
    chain = JournalChain(after: chain.count + 1, hash: line.hash)
  }

  /// Whether the bytes are what a stopped writer leaves: beginnings of records, or the zeros of blocks that never
  /// reached the disk. A whole line in them that is no record was changed by someone else.
  static func isUnfinished(_ piece: [UInt8]) -> Bool {
    let (beginning, newline) = (Array(#"{"seq":"#.utf8), UInt8(ascii: "\n"))
    let lines = (piece.last == newline ? piece.dropLast() : piece[...])
      .split(separator: newline, omittingEmptySubsequences: false)
    return piece.isEmpty
      || lines.allSatisfy { line in
        guard !line.isEmpty, !line.allSatisfy({ $0 == 0 }) else { return !line.isEmpty }
        return line.starts(with: beginning.prefix(line.count)) && !line.contains(UInt8(ascii: "}"))
      }
  }

  private func write(_ bytes: [UInt8]) throws(JournalError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        let number = errno
        // On a full disk a part may have been written; if it cannot be taken back, the next record tells of it.
        if rest.count < bytes.count { ftruncate(descriptor, off_t(length)) }
        throw .system(.write, number: number)
      }
    }
  }
}
