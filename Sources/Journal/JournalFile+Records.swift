import Glibc

/// The lock of the file, and the records that are there already.
extension JournalFile {
  /// The time for which the lock of another process is waited for. It is held for microseconds, unless its process is
  /// stopped in between.
  private static let lockTime = Duration.seconds(5)

  func lock() throws(JournalError) {
    let end = ContinuousClock.now + Self.lockTime
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system(.lock, number: errno) }
      guard ContinuousClock.now < end else { throw .busy }
      // flock knows no time limit. Another process holds the lock for the time of one write to the disk.
      usleep(500)
    }
  }

  func unlock() {
    flock(descriptor, LOCK_UN)
  }

  /// Throws if the path has another file by now. Its records would be missed where the operator looks for them.
  ///
  /// - Returns: the length of the file.
  func checkedLength() throws(JournalError) -> Int {
    let own = try status()
    var there = stat()
    guard lstat(path, &there) == 0, own.st_dev == there.st_dev, own.st_ino == there.st_ino else { throw .replaced }
    try checkRights()
    guard own.st_size >= off_t(length) else { throw .replaced }
    return Int(own.st_size)
  }

  /// Reads the records that other processes have added.
  mutating func readAdded(upTo end: Int) throws(JournalError) {
    guard length < end else { return }
    // What stood unfinished before has been closed by another process, and is read anew with what follows.
    let start = length - chain.piece.count
    let bytes = try read(from: start)
    chain = chain.continued
    let skipped = lacksNewline && bytes.first == UInt8(ascii: "\n") ? 1 : 0
    try follow(Array(bytes.dropFirst(skipped)), from: start + skipped)
  }

  /// Finds the latest record, from which the chain goes on. What stands before it is a matter of `payin-mcp journal
  /// verify`: reading all of it would make every start slower, the longer the journal is.
  mutating func findEnd() throws(JournalError) {
    let size = Int(try status().st_size)
    let start = max(0, size - JournalChain.maximumPiece)
    let tail = try read(from: start)
    let lines = tail.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines.reversed() {
      guard let record = try? JournalRecord(line) else { continue }
      chain = JournalChain(after: record.sequence, hash: record.hash)
      let end = min(line.endIndex + 1, tail.endIndex)
      lacksNewline = end == line.endIndex
      length = start + end
      return try follow(Array(tail[end...]), from: length)
    }
    guard start == 0, Self.isUnfinished(tail) else { throw .notAJournal }
    try follow(tail, from: 0)
  }

  /// Reads lines up to the end of the file.
  private mutating func follow(_ bytes: [UInt8], from start: Int) throws(JournalError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      do throws(JournalFault) {
        let record = try chain.read(rest[..<end])
        lacksNewline = record != nil && rest[end - 1] != UInt8(ascii: "\n")
      } catch {
        throw .damaged
      }
      rest = rest[end...]
    }
    length = start + bytes.count
    guard Self.isUnfinished(chain.piece) else { throw .damaged }
  }

  private func read(from start: Int) throws(JournalError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: JournalChain.maximumPiece)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(start + bytes.count))
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer.prefix(count)
      } else if errno != EINTR {
        throw .system(.read, number: errno)
      }
    }
  }
}
