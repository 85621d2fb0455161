import JSON

/// A line of a script as a terminal shows it, and the line below it that points at a column.
struct SourceExcerpt {
  let line: String
  let caret: String

  /// - Parameters:
  ///   - column: counted from 1 in Unicode scalars.
  ///   - width: the columns of the terminal that the line may take, 20 or more.
  init(_ source: String, column: Int, width: Int) {
    let width = max(width, 20)
    // A line may be megabytes long: only what can be seen around the column is looked at.
    let first = max(0, column - 1 - width)
    var cells = source.unicodeScalars.dropFirst(first).prefix(3 * width).map(TerminalText.cell)
    var target = min(max(column - 1 - first, 0), cells.count)
    var isCut = first > 0
    while cells[..<target].reduce(0, { $0 + $1.width }) + (isCut ? 1 : 0) >= width * 3 / 4 {
      cells.removeFirst()
      target -= 1
      isCut = true
    }
    let before = (isCut ? "…" : "") + cells[..<target].map(\.text).joined()
    let indent = cells[..<target].reduce(isCut ? 1 : 0) { $0 + $1.width }
    var (after, used) = ("", indent)
    for cell in cells[target...] {
      guard used + cell.width < width else {
        after += "…"
        break
      }
      after += cell.text
      used += cell.width
    }
    line = before + after
    caret = String(repeating: " ", count: indent) + "^"
  }
}

/// What characters look like on a terminal.
enum TerminalText {
  /// The character as it is shown, and the columns that it takes: none for a combining mark, two for a Chinese one.
  static func cell(_ scalar: Unicode.Scalar) -> (text: String, width: Int) {
    if scalar == "\t" { return ("  ", 2) }
    if scalar.isInvisible { return ("\u{FFFD}", 1) }
    if scalar.isASCII { return (String(scalar), 1) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return (String(scalar), 0)
    default: return (String(scalar), isWide(scalar) ? 2 : 1)
    }
  }

  /// The text without characters that a terminal acts on or does not show.
  static func visible(_ text: String) -> String {
    text.unicodeScalars.allSatisfy { !$0.isInvisible } ? text : text.unicodeScalars.map { cell($0).text }.joined()
  }

  /// Wide and full-width characters (UAX #11), by their blocks.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
