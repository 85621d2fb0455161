import Foundation
import Glibc
import JSON
import Testing

@testable import Journal

@Suite struct JournalTests {
  @Test func everyRecordContinuesTheOneBefore() async throws {
    let folder = try JournalFolder()
    for call in ["create_order", "bind_deposit_address"] { try await folder.record(call, in: try folder.open()) }
    let check = try folder.check()
    #expect(check.fault == nil && check.chain.count == 4 && check.callCount == 2 && check.openCalls.isEmpty)
    let (holds, output) = try DocumentedCheck.run([folder.bytes])[0]
    #expect(holds && output == "4 \(check.chain.hash)")
  }

  /// The names and their order are those of docs/journal.md.
  @Test func recordHasTheMembersOfTheDocument() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    let first = try await journal.append(JournalFolder.entry(.intent), durably: true)
    _ = try await journal.append(JournalFolder.entry(.outcome, of: first), durably: false)
    let records = try folder.lines.map { try #require(try JSONParser.parse(Array($0)).object) }
    #expect(
      records.map { $0.members.map(\.name) } == [
        [
          "seq", "time", "event", "call", "mode", "host", "tool", "digest", "confirmation", "requestId", "version",
          "previous", "hash",
        ],
        [
          "seq", "time", "event", "call", "mode", "host", "tool", "digest", "confirmation", "requestId", "outcome",
          "version", "previous", "hash",
        ],
      ])
    #expect(records.map { $0["time"] } == ["2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z"])
    #expect(records.map { $0["call"] } == [1, 1])
    #expect(records[0]["previous"] == .string(String(repeating: "0", count: 64)))
  }

  @Test func fileIsItsOwnersAlone() throws {
    let folder = try JournalFolder()
    let before = umask(0)
    defer { umask(before) }
    _ = try folder.open()
    var status = stat()
    #expect(stat(folder.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  // MARK: Tampering

  /// A change of one record among six, the first broken line that it leads to, and why it is broken. Lines and bytes
  /// count from 0 in the change, lines from 1 in the fault.
  struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fault: JournalFault
    let change: @Sendable (inout [[UInt8]]) -> Void

    init(
      _ name: String, _ line: Int, _ reason: JournalFault.Reason,
      _ change: @escaping @Sendable (inout [[UInt8]]) -> Void
    ) {
      (testDescription, self.change) = (name, change)
      fault = JournalFault(line: line, reason: reason)
    }

    static let all = [
      Tampering("byte of the content", 3, .changed) { $0[2][9] ^= 1 },
      Tampering("byte of the hash", 3, .changed) { $0[2][$0[2].count - 5] ^= 1 },
      Tampering("byte of the last record", 6, .changed) { $0[5][30] ^= 1 },
      Tampering("removed line", 3, .outOfOrder) { $0.remove(at: 2) },
      Tampering("removed first line", 1, .outOfOrder) { $0.removeFirst() },
      Tampering("swapped lines", 3, .outOfOrder) { $0.swapAt(2, 3) },
      Tampering("duplicated line", 4, .outOfOrder) { $0.insert($0[2], at: 3) },
      Tampering("inserted line", 3, .notARecord) { $0.insert(Array("{}\n".utf8), at: 2) },
      Tampering("inserted empty line", 3, .notARecord) { $0.insert([0x0A], at: 2) },
      Tampering("appended text", 7, .notARecord) { $0.append(Array("paid\n".utf8)) },
      Tampering("shortened line", 3, .notARecord) { $0[2].removeSubrange(20..<($0[2].count - 1)) },
      Tampering("shortened last line", 6, .incomplete) { $0[5].removeLast(40) },
      Tampering("joined lines", 3, .changed) { $0[2].removeLast(3) },
      Tampering("endless line", 7, .tooLong) { $0.append([UInt8](repeating: 0x20, count: 200_000)) },
      Tampering("own record with a fresh hash", 4, .outOfOrder) { lines in
        let text = String(decoding: lines[2], as: UTF8.self).replacing("create_order", with: "unbind_deposit_address")
        guard var record = (try? JSONParser.parse(text))?.object else { return }
        record["hash"] = nil
        lines[2] = JournalRecord.line(record).bytes
      },
    ]
  }

  @Test func everyTamperingIsFoundWhereItIs() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    for _ in 0..<3 { try await folder.record(in: journal) }
    let original = try folder.lines
    var files: [[UInt8]] = []
    for tampering in Tampering.all {
      var lines = original
      tampering.change(&lines)
      files.append(lines.flatMap(\.self))
      try folder.write(files.last ?? [])
      let check = try folder.check()
      #expect(check.fault == tampering.fault, "\(tampering.testDescription)")
    }
    #expect(try DocumentedCheck.run(files).filter(\.holds).isEmpty)
  }

  /// A chain cannot show it, and so a check without an anchor cannot either.
  @Test func cutEndIsOnlyFoundByAnAnchor() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    for _ in 0..<2 { try await folder.record(in: journal) }
    let hash = try folder.check().chain.hash
    #expect(try folder.check(expecting: hash).hasExpectedHash)
    try folder.write(folder.lines.dropLast(2).flatMap(\.self))
    let cut = try folder.check(expecting: hash)
    #expect(cut.fault == nil && cut.chain.count == 2)
    #expect(!cut.hasExpectedHash)
    #expect(try !folder.check(expecting: JournalRecord.noHash).hasExpectedHash)
  }

  @Test func callWithoutAnOutcomeIsNamed() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    try await folder.record(in: journal)
    _ = try await journal.append(JournalFolder.entry(.intent, "publish_payment_link"), durably: true)
    // A call that sent nothing has an outcome only.
    _ = try await journal.append(JournalFolder.entry(.outcome, "archive_payment_link"), durably: false)
    let check = try folder.check()
    #expect(check.fault == nil && check.callCount == 3)
    #expect(check.openCalls.map(\.tool) == ["publish_payment_link"])
    #expect(check.openCalls.map(\.requestIDs) == [["req_1"]])
  }
}
