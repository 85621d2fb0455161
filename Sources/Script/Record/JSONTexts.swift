import JSON

/// The texts in one line of JSON with their places, so that one can be replaced and every other byte stays.
struct JSONTexts {
  struct Token {
    /// The text with its quotes.
    let range: Range<Int>
    let text: String
    /// Whether it is the name of a member.
    let isName: Bool
    /// The name of the member whose value it is, or of the nearest one around it.
    let member: String?
  }

  let tokens: [Token]

  /// - Parameter line: valid JSON.
  init(_ line: [UInt8]) {
    var tokens: [Token] = []
    var names: [String?] = []
    var name: String?
    var index = 0
    while index < line.count {
      switch line[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        names.append(name)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        name = names.popLast() ?? nil
      case UInt8(ascii: "\""):
        let token = Self.token(in: line, at: index, name)
        if token.isName { name = token.text }
        tokens.append(token)
        index = token.range.upperBound - 1
      default: break
      }
      index += 1
    }
    self.tokens = tokens
  }

  private static func token(in line: [UInt8], at start: Int, _ member: String?) -> Token {
    var end = start + 1
    while end < line.count, line[end] != UInt8(ascii: "\"") { end += line[end] == UInt8(ascii: "\\") ? 2 : 1 }
    let range = start..<min(end + 1, line.count)
    var next = range.upperBound
    while next < line.count, " \t\r\n".utf8.contains(line[next]) { next += 1 }
    let isName = next < line.count && line[next] == UInt8(ascii: ":")
    let value = try? line[range].withUnsafeBytes { (bytes) throws(JSONError) in
      try JSONParser.parse(bytes, loneSurrogates: .replace)
    }
    return Token(range: range, text: value?.string ?? "", isName: isName, member: member)
  }

  /// The line with some of its texts replaced.
  ///
  /// - Parameters:
  ///   - other: turns the bytes between, and texts that stay, into their new form.
  ///   - replacement: the new text of a token, or nil if it stays.
  func rewriting(
    _ line: [UInt8], other: (ArraySlice<UInt8>) -> [UInt8] = { Array($0) }, _ replacement: (Token) -> String?
  ) -> [UInt8] {
    var (result, done): ([UInt8], Int) = ([], 0)
    for token in tokens {
      guard let text = replacement(token) else { continue }
      result += other(line[done..<token.range.lowerBound])
      result += JSONWriter.bytes(of: .string(text))
      done = token.range.upperBound
    }
    return result + other(line[done...])
  }
}
