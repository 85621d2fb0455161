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
