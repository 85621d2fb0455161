/// The rest of a line with `include`.
enum IncludeLine {
  /// Reads the name of the file, which may stand in quotes.
  static func name(_ scanner: inout Scanner) throws(ScriptProblem) -> String {
    let usage = BilingualText(
      "Write `include FILE`, with the path from this file's folder.", "请写 `include FILE`，路径相对于本文件所在目录。")
    let name: String
    if scanner.next == UInt8(ascii: "\"") {
      var parser = ValueParser(scanner: scanner, isPattern: false)
      name = try parser.parseString(isTemplate: false)
      scanner = parser.scanner
      scanner.skipBlanks()
      guard scanner.isAtLineEnd else { throw scanner.expected(BilingualText("the end of the line", "行尾"), usage) }
    } else {
      let line = scanner.index..<scanner.lineEnd
      let bytes = scanner.source.bytes[line]
      let end = (bytes.lastIndex { !$0.isBlank } ?? line.lowerBound - 1) + 1
      name = scanner.source.text(line.lowerBound..<end)
      if !name.isEmpty { scanner.index = line.upperBound }
    }
    guard !name.isEmpty else { throw scanner.expected(BilingualText("the name of a file", "文件名"), usage) }
    return name
  }
}

/// The place at which reading goes on after a problem.
enum Recovery {
  /// Steps over the rest of the line, and over the lines that belong to brackets that are open.
  static func skip(_ scanner: inout Scanner) {
    var depth = scanner.brackets.count
    scanner.brackets = []
    let source = scanner.source
    var line = source.lineNumber(at: scanner.index)
    // An open bracket may have led beyond the end of its line.
    depth = skip(source.bytes[scanner.index..<max(scanner.index, source.range(ofLine: line).upperBound)], depth)
    while depth > 0 {
      let range = source.range(ofLine: line)
      guard range.upperBound + 1 < source.bytes.count else { break }
      let next = source.range(ofLine: line + 1)
      if Directive.begins(source.bytes[next]) { break }
      depth = skip(source.bytes[next], depth)
      line += 1
    }
    scanner.index = max(scanner.index, source.range(ofLine: line).upperBound)
  }

  /// Returns the number of brackets that are open after the line.
  private static func skip(_ line: ArraySlice<UInt8>, _ before: Int) -> Int {
    var (depth, isInText, isEscaped) = (before, false, false)
    for byte in line {
      if isEscaped {
        isEscaped = false
      } else if isInText {
        isEscaped = byte == UInt8(ascii: "\\")
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else if byte == UInt8(ascii: "\"") {
        isInText = true
      } else if "{[(".utf8.contains(byte) {
        depth += 1
      } else if "}])".utf8.contains(byte) {
        depth -= 1
      }
    }
    return depth
  }
}
