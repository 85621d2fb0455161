/// The text of one script file, with its lines.
struct SourceText {
  let file: String
  /// UTF-8 without a byte order mark; lines end in LF.
  let bytes: [UInt8]
  /// The index at which each line starts. A text that ends in a line's end has no empty line after it.
  private let lineStarts: [Int]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = Self.withoutCarriageReturns(isMarked ? Array(bytes.dropFirst(3)) : bytes)
    var starts = [0]
    for (offset, byte) in self.bytes.enumerated() where byte == UInt8(ascii: "\n") && offset + 1 < self.bytes.count {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Drops the one CR before an LF, or before the end.
  private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() {
      let isLast = offset + 1 == bytes.count || bytes[offset + 1] == UInt8(ascii: "\n")
      if byte != UInt8(ascii: "\r") || !isLast { result.append(byte) }
    }
    return result
  }

  /// The number of the line, from 1, that the byte is in. The end of the text is in the last line.
  func lineNumber(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without its end.
  func range(ofLine number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    let next = number < lineStarts.count ? lineStarts[number] : bytes.count
    return start..<(next > start && bytes[next - 1] == UInt8(ascii: "\n") ? next - 1 : next)
  }

  func location(at offset: Int) -> SourceLocation {
    let line = lineNumber(at: offset)
    let range = range(ofLine: line)
    let before = bytes[range.lowerBound..<min(max(offset, range.lowerBound), range.upperBound)]
    // Bytes that continue a character of UTF-8 are 10xxxxxx.
    return SourceLocation(file: file, line: line, column: 1 + before.count { $0 & 0xC0 != 0x80 })
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func problem(at offset: Int, _ message: BilingualText, _ fix: BilingualText) -> ScriptProblem {
    let location = location(at: offset)
    return ScriptProblem(
      location: location, message: message, fix: fix, sourceLine: text(range(ofLine: location.line)))
  }

  /// The first byte that is not UTF-8, or nil.
  var firstInvalidByte: Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var (rest, offset) = (bytes.makeIterator(), 0)
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { offset += scalar.count }
    return offset
  }
}
