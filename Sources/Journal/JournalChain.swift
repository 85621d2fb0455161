/// Follows the records of a journal and checks that each one continues the one before.
package struct JournalChain: Sendable {
  /// The most bytes that are read as one line or one unfinished write; a record has fewer than 1000.
  package static let maximumPiece = 64 * 1024

  /// An unfinished write that a later record tells of.
  package struct RecoveredPiece: Sendable, Equatable {
    /// The line at which it begins, counted from 1.
    package let line: Int
    package let byteCount: Int
  }

  /// The number of records, which is also the number of the latest one.
  package private(set) var count: Int
  /// The hash of the latest record.
  package private(set) var hash: String
  package private(set) var recovered: [RecoveredPiece] = []
  /// The bytes after the latest record that are no record.
  private(set) var piece: [UInt8] = []
  private var pieceFault: JournalFault?
  private var line = 0

  /// - Parameters:
  ///   - count: the number of the record to continue from.
  ///   - hash: its hash.
  package init(after count: Int = 0, hash: String = JournalRecord.noHash) {
    (self.count, self.hash) = (count, hash)
  }

  /// Reads the next line, with its newline if it has one.
  ///
  /// - Returns: its record, or nil for bytes that only the next record can explain.
  @discardableResult
  package mutating func read(_ bytes: some BidirectionalCollection<UInt8>) throws(JournalFault) -> JournalRecord? {
    line += 1
    let record: JournalRecord
    do throws(JournalFault.Reason) {
      record = try JournalRecord(bytes)
    } catch {
      try keep(bytes, bytes.last == UInt8(ascii: "\n") ? error : .incomplete)
      return nil
    }
    try checkPiece(before: record)
    guard record.previous == hash, record.sequence == count + 1 else {
      throw JournalFault(line: line, reason: .outOfOrder)
    }
    (count, hash) = (record.sequence, record.hash)
    return record
  }

  private mutating func keep(_ bytes: some BidirectionalCollection<UInt8>, _ reason: JournalFault.Reason)
    throws(JournalFault)
  {
    pieceFault = pieceFault ?? JournalFault(line: line, reason: reason)
    piece += bytes
    if piece.count > Self.maximumPiece { throw JournalFault(line: line, reason: .tooLong) }
  }

  /// A piece between two records must be the one that the second record tells of.
  private mutating func checkPiece(before record: JournalRecord) throws(JournalFault) {
    guard let fault = pieceFault else {
      if record.event == .recovered { throw JournalFault(line: line, reason: .otherPiece) }
      return
    }
    guard record.event == .recovered else { throw fault }
    guard record["torn"] == JournalRecord.hash(piece) else { throw JournalFault(line: line, reason: .otherPiece) }
    recovered.append(RecoveredPiece(line: fault.line, byteCount: piece.count))
    (piece, pieceFault) = ([], nil)
  }

  /// The chain after the latest record, without the bytes that follow it.
  var continued: JournalChain { JournalChain(after: count, hash: hash) }

  /// Throws if bytes after the latest record are no record.
  package func finish() throws(JournalFault) {
    if let pieceFault { throw pieceFault }
  }
}
