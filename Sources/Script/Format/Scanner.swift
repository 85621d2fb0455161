/// A place in a script's text, and what can be read from there. Reads bytes: everything of the format is ASCII but the
/// texts in it.
struct Scanner {
  let source: SourceText
  var index: Int
  /// The brackets that are open, by the places where they were opened. Inside them a line's end is white space.
  var brackets: [Int] = []
  /// Each `${name}` that was read, and its place.
  private(set) var references: [(name: String, offset: Int)] = []

  init(_ source: SourceText, at index: Int) {
    (self.source, self.index) = (source, index)
  }

  /// The next byte, or nil at the end of the text.
  var next: UInt8? {
    index < source.bytes.count ? source.bytes[index] : nil
  }

  var isAtLineEnd: Bool {
    next == nil || next == UInt8(ascii: "\n")
  }

  var lineEnd: Int {
    source.range(ofLine: source.lineNumber(at: index)).upperBound
  }

  mutating func skip(_ byte: Character) -> Bool {
    guard let value = byte.asciiValue, next == value else { return false }
    index += 1
    return true
  }

  func starts(with text: StaticString) -> Bool {
    source.bytes[index...].starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Steps over spaces and tabs, and inside brackets also over line ends and lines of comment.
  mutating func skipBlanks() {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
      case UInt8(ascii: "\n") where !brackets.isEmpty:
        index += 1
        skipComments()
      default: return
      }
    }
  }

  /// Steps over lines of comment, at the start of a line.
  private mutating func skipComments() {
    var end = index
    while end < source.bytes.count, source.bytes[end].isBlank { end += 1 }
    guard end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") else { return }
    index = source.bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
  }

  /// Reads bytes while they fit.
  mutating func read(while fits: (UInt8) -> Bool) -> String {
    let start = index
    while let byte = next, fits(byte) { index += 1 }
    return source.text(start..<index)
  }

  /// Reads up to the next white space.
  mutating func readWord() -> String {
    read { !$0.isBlank && $0 != UInt8(ascii: "\n") }
  }

  mutating func readName() -> String {
    read(while: \.isNameByte)
  }

  // MARK: References

  /// Takes note of each `${name}` in a part of the source.
  mutating func noteReferences(in range: Range<Int>) throws(ScriptProblem) {
    var rest = source.bytes[range]
    while let start = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[start...]
      if rest.starts(with: "$${".utf8) {
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "${".utf8) {
        guard let name = Template.name(in: rest) else { throw badReference(at: start) }
        references.append((name, start))
        rest = rest.dropFirst(name.utf8.count + 3)
      } else {
        rest = rest.dropFirst()
      }
    }
  }

  private func badReference(at offset: Int) -> ScriptProblem {
    source.problem(
      at: offset, BilingualText("`${` without the name of a capture and `}`", "`${` 之后没有捕获名和 `}`"),
      BilingualText(
        "Write `${name}` with a name of letters, digits, `_` and `-`, or `$${` for the two characters themselves.",
        "请写 `${name}`，名称只含字母、数字、`_` 和 `-`；若要字符 `${` 本身，请写 `$${`。"))
  }

  // MARK: Problems

  func problem(_ message: BilingualText, _ fix: BilingualText, at offset: Int? = nil) -> ScriptProblem {
    source.problem(at: offset ?? index, message, fix)
  }

  /// A problem that names what was expected and what was found. If a bracket before this place is never closed, the
  /// problem is that bracket.
  func expected(_ what: BilingualText, _ fix: BilingualText) -> ScriptProblem {
    if let bracket = brackets.last, next == nil || isAtDirective(after: bracket) { return unclosed(bracket) }
    return problem(
      BilingualText("expected \(what.english) here, found \(found.english)", "此处应为\(what.chinese)，实为\(found.chinese)"),
      fix)
  }

  private func unclosed(_ bracket: Int) -> ScriptProblem {
    let closing = Self.closing(source.bytes[bracket])
    let line = source.lineNumber(at: index)
    return problem(
      BilingualText(
        "`\(source.text(bracket..<bracket + 1))` is opened here and never closed",
        "此处的 `\(source.text(bracket..<bracket + 1))` 没有闭合"),
      next == nil
        ? BilingualText("Add `\(closing)` where it ends: the file ends first.", "请在其结尾处补上 `\(closing)`：文件已先结束。")
        : BilingualText(
          "Add `\(closing)` before line \(line), where the next directive begins.",
          "请在第 \(line) 行（下一条指令开始处）之前补上 `\(closing)`。"),
      at: bracket)
  }

  static func closing(_ bracket: UInt8) -> Character {
    switch bracket {
    case UInt8(ascii: "{"): "}"
    case UInt8(ascii: "["): "]"
    default: ")"
    }
  }

  /// Whether this line, after that of the bracket, begins with a directive's word and so cannot belong to the bracket.
  private func isAtDirective(after bracket: Int) -> Bool {
    let line = source.range(ofLine: source.lineNumber(at: index))
    return line.lowerBound > bracket && Directive.begins(source.bytes[line])
  }

  /// What stands here, for a message.
  private var found: BilingualText {
    guard next != nil else { return BilingualText("the end of the file", "文件结尾") }
    guard !isAtLineEnd else { return BilingualText("the end of the line", "行尾") }
    let word = source.bytes[index..<lineEnd].prefix { byte in !byte.isBlank && !",:(){}[]".utf8.contains(byte) }
    var text = String(decoding: word, as: UTF8.self)
    if text.isEmpty { text = String(decoding: source.bytes[index...].prefix(1), as: UTF8.self) }
    let short = String(String.UnicodeScalarView(text.unicodeScalars.prefix(40)))
    return BilingualText("`\(short)`", " `\(short)`")
  }
}

extension UInt8 {
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
