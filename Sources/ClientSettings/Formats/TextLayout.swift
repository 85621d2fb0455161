/// The line ends of a text, and how to find its lines.
enum TextLayout {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The first line end of the text, or a line feed if it has one line only.
  static func newline(of bytes: [UInt8]) -> [UInt8] {
    guard let index = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [UInt8(ascii: "\n")] }
    let hasReturn = index > 0 && bytes[index - 1] == UInt8(ascii: "\r")
    return hasReturn ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [UInt8(ascii: "\n")]
  }

  /// The offset at which the line of `offset` begins.
  static func lineStart(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? (bytes.starts(with: byteOrderMark) ? 3 : 0)
  }

  /// The spaces and tabs at the start of the line of `offset`.
  static func indentation(of offset: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[lineStart(of: offset, in: bytes)...].prefix(while: isBlank)
  }

  /// The offsets at which lines begin, and the end of the text.
  static func lineStarts(of bytes: [UInt8]) -> [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 } + [bytes.count]
  }

  /// What must stand between the text and lines that are added to it.
  static func lineEnd(for bytes: [UInt8]) -> [UInt8] {
    let isAtLineStart = bytes.isEmpty || bytes == byteOrderMark || bytes.last == UInt8(ascii: "\n")
    return isAtLineStart ? [] : newline(of: bytes)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

/// A range of a text and what is to stand in its place.
struct Replacement {
  let range: Range<Int>
  let text: [UInt8]
}

extension [UInt8] {
  /// Carries out replacements that do not overlap.
  func applying(_ replacements: [Replacement]) -> [UInt8] {
    var result: [UInt8] = []
    var end = 0
    for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += self[end..<replacement.range.lowerBound] + replacement.text
      end = replacement.range.upperBound
    }
    return result + self[end...]
  }
}
