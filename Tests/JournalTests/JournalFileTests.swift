import Foundation
import Glibc
import Testing

@testable import Journal

/// The file of a journal: what is refused, what a crash leaves, and several processes.
@Suite struct JournalFileTests {
  // MARK: What is refused

  @Test func fileThatOthersCanReachIsRefused() throws {
    for mode in [0o640, 0o604, 0o620, 0o601, 0o644] {
      let folder = try JournalFolder()
      try folder.write([], mode: mode)
      #expect(throws: JournalError.widerRights(mode: UInt32(mode))) { try folder.open() }
      #expect(throws: JournalError.widerRights(mode: UInt32(mode))) { try Journal.check(folder.path) }
    }
  }

  /// Its owner could change the file, and give itself the right to.
  @Test(.enabled("NOT TESTED HERE: only root gives files away") { geteuid() == 0 })
  func fileOfAnotherUserIsRefused() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    #expect(chown(folder.path, 65534, 0) == 0)
    #expect(throws: JournalError.otherOwner(user: 65534)) { try folder.open() }
    #expect(throws: JournalError.otherOwner(user: 65534)) { try Journal.check(folder.path) }
    await #expect(throws: JournalError.otherOwner(user: 65534)) { try await folder.record(in: journal) }
  }

  @Test func symbolicLinkIsRefusedAndNotFollowed() throws {
    let folder = try JournalFolder()
    let target = "\(folder.folder)/elsewhere"
    #expect(symlink(target, folder.path) == 0)
    #expect(throws: JournalError.symbolicLink) { try folder.open() }
    #expect(access(target, F_OK) != 0)
  }

  @Test func whatIsNoRegularFileIsRefused() throws {
    let folder = try JournalFolder()
    #expect(mkfifo(folder.path, 0o600) == 0)
    #expect(throws: JournalError.notARegularFile) { try folder.open() }
    #expect(throws: JournalError.notARegularFile) { try Journal("/dev/full", now: { 0 }) }
    #expect(throws: JournalError.system(.open, number: EISDIR)) { try Journal(folder.folder, now: { 0 }) }
    #expect(throws: JournalError.system(.open, number: ENOENT)) { try Journal("\(folder.folder)/a/b", now: { 0 }) }
  }

  /// Anything else than a journal is left as it is.
  @Test func fileOfAnotherKindIsRefused() throws {
    for text in ["hello\n", "{}", "{\"seq\":1}\n", "\n\n", String(repeating: "x", count: 100_000)] {
      let folder = try JournalFolder()
      try folder.write(text.utf8)
      #expect(throws: JournalError.notAJournal, "\(text.prefix(20))") { try folder.open() }
      #expect(try folder.bytes == Array(text.utf8))
    }
  }

  @Test func changedEndIsRefused() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    try await folder.record(in: journal)
    var bytes = try folder.bytes
    bytes[bytes.count - 80] ^= 1
    try folder.write(bytes)
    #expect(throws: JournalError.damaged) { try folder.open() }
    #expect(try folder.bytes == bytes)
    // A server that has read the record before does not read it again; what it adds does not hide the change.
    try await folder.record(in: journal)
    #expect(try folder.check().fault == JournalFault(line: 2, reason: .changed))
  }

  @Test func checkMakesNoFile() throws {
    let folder = try JournalFolder()
    try Journal.check(folder.path)
    #expect(access(folder.path, F_OK) != 0)
  }

  // MARK: While it is open

  @Test func fileThatIsNoLongerThereTakesNoRecord() async throws {
    let changes: [@Sendable (JournalFolder) throws -> Void] = [
      { unlink($0.path) }, { rename($0.path, $0.path + ".1") }, { try $0.write([]) },
      { truncate($0.path, 10) },
      {
        rename($0.path, $0.path + ".1"); try $0.write([])
      },
    ]
    for change in changes {
      let folder = try JournalFolder()
      let journal = try folder.open()
      try await folder.record(in: journal)
      try change(folder)
      await #expect(throws: JournalError.replaced) { try await folder.record(in: journal) }
    }
  }

  @Test func rightsThatWereWidenedTakeNoRecord() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    chmod(folder.path, 0o660)
    await #expect(throws: JournalError.widerRights(mode: 0o660)) { try await folder.record(in: journal) }
  }

  /// Two openings of a file lock each other out as two processes do (flock(2)).
  @Test func severalWritersMakeOneChain() async throws {
    let folder = try JournalFolder()
    let journals = try (0..<3).map { _ in try folder.open() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for journal in journals {
        for _ in 0..<20 { group.addTask { try await folder.record(in: journal) } }
      }
      try await group.waitForAll()
    }
    let check = try folder.check()
    #expect(check.fault == nil && check.chain.count == 120 && check.callCount == 60 && check.openCalls.isEmpty)
  }

  // MARK: After a crash

  /// What a write that was stopped leaves behind two whole records, and the number of bytes kept as evidence.
  private static func endings(_ line: [UInt8]) -> [(name: String, bytes: [UInt8], evidence: Int)] {
    let half = Array(line.prefix(200))
    return [
      ("first byte", [line[0]], 2), ("half a record", half, 201), ("all but the newline", line.dropLast(), 0),
      ("all but the last bytes", line.dropLast(3), line.count - 2),
      ("zeros", [UInt8](repeating: 0, count: 300), 301),
      ("half a record and half of its recovery", half + [0x0A] + half, 402),
      ("half a record and the newline after it", half + [0x0A], 201),
    ]
  }

  @Test func unfinishedWriteIsKeptAndTheChainGoesOn() async throws {
    let folder = try JournalFolder()
    try await folder.record(in: try folder.open())
    let whole = try folder.bytes
    // The record that was being written when the process ended.
    try await folder.record(in: try folder.open())
    let line = Array(try folder.lines[2])
    var files: [[UInt8]] = []
    for (name, ending, evidence) in Self.endings(line) {
      try folder.write(whole + ending)
      let before = try folder.check()
      #expect((before.fault == nil) == (evidence == 0), "\(name)")
      let (one, other) = (try folder.open(), try folder.open())
      for journal in [one, other] { try await folder.record(in: journal) }
      let bytes = try folder.bytes
      #expect(bytes.starts(with: whole + ending), "\(name)")
      let check = try folder.check()
      #expect(check.fault == nil, "\(name)")
      #expect(check.chain.recovered.map(\.byteCount) == (evidence == 0 ? [] : [evidence]), "\(name)")
      files.append(bytes)
    }
    #expect(try DocumentedCheck.run(files).allSatisfy(\.holds))
    // The evidence is part of the chain.
    for index in files.indices.dropLast().dropFirst() where index != 2 {
      var changed = files[index]
      changed[whole.count] ^= 1
      try folder.write(changed)
      #expect(try folder.check().fault != nil, "\(index)")
    }
  }

  /// A process that lives on takes up what another one left.
  @Test func unfinishedWriteOfAnotherProcessIsRecovered() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    try await folder.record(in: journal)
    let line = try folder.lines[0]
    try FileHandle(forWritingTo: URL(filePath: folder.path)).append(line.prefix(90))
    try await folder.record(in: journal)
    let check = try folder.check()
    #expect(check.fault == nil && check.chain.recovered == [.init(line: 3, byteCount: 91)])
  }

  @Test func crashInTheVeryFirstRecordIsRecovered() async throws {
    let folder = try JournalFolder()
    try folder.write(#"{"seq":1,"time":"20"#.utf8)
    try await folder.record(in: try folder.open())
    let check = try folder.check()
    #expect(check.fault == nil && check.chain.count == 3 && check.chain.recovered.count == 1)
  }
}

extension FileHandle {
  fileprivate func append(_ bytes: some Sequence<UInt8>) throws {
    try seekToEnd()
    try write(contentsOf: Data(bytes))
    try close()
  }
}
