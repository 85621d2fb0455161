import JSONRPC
import Testing

struct LineFramerTests {
  /// The lines that the framer delivers, `nil` for a line that is too long.
  private static func lines(_ pieces: [[UInt8]], limit: Int = 100) -> [String?] {
    var framer = LineFramer(maximumLength: limit)
    var lines: [String?] = []
    let deliver = { (line: LineFramer.Line) in
      switch line {
      case .complete(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append(nil)
      }
    }
    for piece in pieces { piece.withUnsafeBytes { framer.feed($0, deliver) } }
    framer.finish(deliver)
    return lines
  }

  struct Row: CustomTestStringConvertible {
    let name: String
    let input: String
    let lines: [String?]
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "two lines", input: "a\nbc\n", lines: ["a", "bc"]),
    Row(name: "last line without newline (18)", input: "a\nbc", lines: ["a", "bc"]),
    Row(name: "carriage returns (17)", input: "a\r\nb\r\n", lines: ["a", "b"]),
    Row(name: "blank lines (17)", input: "\n \n\t\r\na\n\n", lines: ["a"]),
    Row(name: "byte order mark before the first line (17)", input: "\u{FEFF}a\n", lines: ["a"]),
    Row(name: "byte order mark later stays", input: "a\n\u{FEFF}b\n", lines: ["a", "\u{FEFF}b"]),
    Row(
      name: "exactly the limit", input: String(repeating: "x", count: 100) + "\na\n",
      lines: [String(repeating: "x", count: 100), "a"]),
    Row(name: "one over the limit (19)", input: String(repeating: "x", count: 101) + "\na\n", lines: [nil, "a"]),
    Row(name: "far over the limit (19)", input: String(repeating: "x", count: 950) + "\na\n", lines: [nil, "a"]),
    Row(name: "over the limit at the end", input: "a\n" + String(repeating: "x", count: 101), lines: ["a", nil]),
    Row(
      name: "two long lines in a row",
      input: String(repeating: "x", count: 101) + "\n" + String(repeating: "y", count: 200) + "\nz\n",
      lines: [nil, nil, "z"]),
    Row(name: "nothing", input: "", lines: []),
  ]

  @Test(arguments: rows)
  func linesComeOutWholeInOnePiece(row: Row) {
    #expect(Self.lines([Array(row.input.utf8)]) == row.lines)
  }

  /// Row 16.
  @Test(arguments: rows)
  func linesComeOutWholeByteByByte(row: Row) {
    #expect(Self.lines(row.input.utf8.map { [$0] }) == row.lines)
  }

  @Test func noLineIsLostWhateverThePieces() {
    let input = (0..<500).map { "line \($0)\n" }.joined()
    let expected = (0..<500).map { "line \($0)" as String? }
    for size in [1, 2, 3, 7, 64, 1000] {
      let bytes = Array(input.utf8)
      let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
      #expect(Self.lines(pieces) == expected)
    }
  }
}
