import CSQLite

/// The references of up to 512 orders, one after the other, so that one search goes over all of them.
///
/// The bytes are the number of orders and whether there is a second text; for each order the offset of its sequence
/// number from the block's first; the ends of the references in the first text, and that text; and the same of the
/// second text. The first text has capital ASCII letters in lower case. The second, which is left out if it would be
/// equal, has every code point in lower case, as `LikePattern` compares them. All numbers have 32 bits in the machine's
/// byte order, like those of SQLite's log.
struct ReferenceBlock {
  private struct Text {
    let ends: UnsafeRawBufferPointer
    let bytes: UnsafeRawBufferPointer

    func end(_ row: Int) -> Int { Int(ends.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self)) }

    func start(_ row: Int) -> Int { row == 0 ? 0 : end(row - 1) }
  }

  private let count: Int
  private let offsets: UnsafeRawBufferPointer
  private let text: Text
  private let folded: Text

  /// Reads a block. The bytes must outlive it.
  init(_ bytes: UnsafeRawBufferPointer) {
    func number(_ position: Int) -> Int {
      position + 4 <= bytes.count ? Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)) : 0
    }
    func part(_ start: Int, _ length: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: bytes[min(start, bytes.count)..<min(start + length, bytes.count)])
    }
    func text(_ start: Int, _ count: Int) -> Text {
      Text(
        ends: part(start, count * 4),
        bytes: part(start + count * 4, count == 0 ? 0 : number(start + (count - 1) * 4)))
    }
    // A damaged block is one without rows.
    let claimed = number(0)
    count = bytes.count >= 8 + claimed * 8 ? claimed : 0
    offsets = part(8, count * 4)
    self.text = text(8 + count * 4, count)
    folded = number(4) == 0 ? self.text : text(8 + count * 8 + self.text.bytes.count, count)
  }

  /// Appends the sequence numbers of the orders that match, in ascending order.
  func find(_ matcher: ReferenceMatcher, first: Int64, _ found: inout [Int64]) {
    func add(_ row: Int) {
      found.append(first + Int64(offsets.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self)))
    }
    let searched = matcher.isFolded ? folded : text
    guard let needle = matcher.needle else {
      for row in 0..<count where matches(matcher, row) { add(row) }
      return
    }
    var (position, row) = (0, 0)
    while let hit = searched.bytes.firstPosition(of: needle, from: position) {
      while row < count && searched.end(row) <= hit { row += 1 }
      guard row < count else { return }
      // A hit that begins in one reference and ends in the next is none.
      guard hit + needle.count <= searched.end(row) else {
        position = hit + 1
        continue
      }
      if matches(matcher, row) { add(row) }
      position = searched.end(row)
    }
  }

  private func matches(_ matcher: ReferenceMatcher, _ row: Int) -> Bool {
    guard let pattern = matcher.pattern else { return true }
    let bytes = text.bytes[text.start(row)..<text.end(row)]
    return pattern.matches(String(decoding: bytes, as: UTF8.self))
  }

  /// The bytes of a block.
  /// - Parameter rows: the offsets of sequence numbers from the block's first, in ascending order, and the references.
  static func bytes(of rows: [(offset: Int, reference: String)]) -> [UInt8] {
    let texts = rows.map { Array($0.reference.utf8.map(ReferenceMatcher.lowercased)) }
    let folded = zip(rows, texts).map { row, text in
      text.allSatisfy { $0 < 0x80 } ? text : Array(LikePattern.folded(row.reference).utf8)
    }
    let hasFolded = texts != folded
    var bytes: [UInt8] = []
    func append(_ number: Int) { withUnsafeBytes(of: UInt32(truncatingIfNeeded: number)) { bytes += $0 } }
    append(rows.count)
    append(hasFolded ? 1 : 0)
    for row in rows { append(row.offset) }
    for texts in hasFolded ? [texts, folded] : [texts] {
      var end = 0
      for text in texts {
        end += text.count
        append(end)
      }
      for text in texts { bytes += text }
    }
    return bytes
  }
}

extension UnsafeRawBufferPointer {
  /// The first position of the needle at or after a position; nil if there is none.
  fileprivate func firstPosition(of needle: [UInt8], from start: Int) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    return needle.withUnsafeBytes { needle in
      guard let bytes = needle.baseAddress,
        let hit = memmem(base + start, UInt(count - start), bytes, UInt(needle.count))
      else {
        return nil
      }
      return UnsafeRawPointer(hit) - base
    }
  }
}

/// A search text as blocks of references are searched by it.
struct ReferenceMatcher {
  /// The bytes that every matching reference has; nil if there are none.
  let needle: [UInt8]?
  /// Whether they are searched in the text with every code point in lower case.
  let isFolded: Bool
  /// The pattern by which references with the needle are checked; nil if all of them match.
  let pattern: LikePattern?

  init(_ text: String, _ search: TextSearch) {
    switch search {
    case .substring:
      (needle, isFolded, pattern) = (text.utf8.map(Self.lowercased), false, nil)
    case .likePattern:
      let like = LikePattern(searching: text)
      let literal = like.longestLiteral
      (needle, isFolded) = (literal.isEmpty ? nil : Array(literal.utf8), true)
      pattern = like.isPlain ? nil : like
    }
  }

  /// The ASCII letter in lower case, as SQLite's lower() has it.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}

extension LikePattern {
  /// The longest text without a wildcard.
  var longestLiteral: String { literals.max { $0.utf8.count < $1.utf8.count } ?? "" }
}
