/// The place at which reading goes on after a problem.
enum ErrorRecovery {
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
