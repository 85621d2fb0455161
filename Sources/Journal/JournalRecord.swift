import Digest
import Formats
package import JSON

/// One record of a journal: one line of JSON that ends in its own hash.
///
/// The hash is the SHA-256 of all bytes of the line before `,"hash":"`, in lower-case hexadecimal. The member `previous`,
/// which is among them, is the hash of the record before.
package struct JournalRecord: Sendable, Equatable {
  /// What `previous` says in the first record.
  package static let noHash = String(repeating: "0", count: 64)
  private static let mark = Array(#","hash":""#.utf8)
  /// The bytes of the mark, the hash and what closes the object.
  private static let sealLength = mark.count + 64 + 2

  /// All members, with the names of docs/journal.md.
  package let members: JSONObject
  package let sequence: Int
  package let event: JournalEntry.Event
  package let previous: String
  package let hash: String

  package subscript(name: String) -> String? { members[name]?.string }

  /// The number of the first record of this record's call; nil for a record of no call.
  package var call: Int? { members["call"]?.number?.integer }

  /// Reads a line, with or without the newline that ends it.
  ///
  /// Throws the reason why the bytes are no record as it was written.
  package init(_ line: some Collection<UInt8>) throws(JournalFault.Reason) {
    var bytes = Array(line)
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    guard bytes.count > Self.sealLength, bytes.suffix(2).elementsEqual(#""}"#.utf8),
      bytes.dropLast(66).suffix(Self.mark.count).elementsEqual(Self.mark)
    else { throw .notARecord }
    hash = String(decoding: bytes.dropLast(2).suffix(64), as: UTF8.self)
    guard Self.hash(bytes.dropLast(Self.sealLength)) == hash else { throw .changed }
    guard let object = try? JSONParser.parse(bytes).object, let sequence = object["seq"]?.number?.integer,
      let event = object["event"]?.string.flatMap(JournalEntry.Event.init), let previous = object["previous"]?.string
    else { throw .notARecord }
    (members, self.sequence, self.event, self.previous) = (object, sequence, event, previous)
  }

  /// The line of a record, with its newline, and its hash.
  ///
  /// - Parameter members: everything but `hash`; `previous` is the last.
  static func line(_ members: JSONObject) -> (bytes: [UInt8], hash: String) {
    let body = JSONWriter.bytes(of: .object(members), escapesInvisible: true).dropLast()
    let hash = hash(body)
    return (body + mark + hash.utf8 + Array("\"}\n".utf8), hash)
  }

  static func hash(_ bytes: some Sequence<UInt8>) -> String {
    Hexadecimal.encode(SHA256.hash(bytes))
  }
}

/// The first place at which a journal is not as it was written.
package struct JournalFault: Error, Sendable, Equatable {
  package enum Reason: Error, Sendable, Equatable {
    /// The line is no JSON object with the members of a record and a hash at its end.
    case notARecord
    /// The content of the line does not fit its hash.
    case changed
    /// The last line has no end: its writer was stopped, or the file was cut.
    case incomplete
    /// The record does not follow the one before: lines were removed, inserted or moved.
    case outOfOrder
    /// The record tells of an unfinished write before it, and other bytes stand there, or none.
    case otherPiece
    /// The line has more bytes than any record.
    case tooLong
  }

  /// Counted from 1.
  package let line: Int
  package let reason: Reason
}
