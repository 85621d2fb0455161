import JSON

/// Finds the values of a text of JSON and where they stand. Scalars are read by the strict parser of the target JSON;
/// comments and commas before a closing bracket are allowed on request.
struct JSONNodeParser {
  private static let maximumDepth = 128

  let bytes: [UInt8]
  let allowsComments: Bool
  private(set) var index: Int
  private var depth = 0

  /// - Parameter start: the offset to read from; nil for the start of the text.
  init(_ bytes: [UInt8], allowsComments: Bool, from start: Int? = nil) {
    (self.bytes, self.allowsComments) = (bytes, allowsComments)
    index = start ?? (bytes.starts(with: TextLayout.byteOrderMark) ? 3 : 0)
  }

  /// The value of the whole text, or nil if there is none.
  mutating func parseText() throws(SettingsError) -> JSONNode? {
    try skipTrivia()
    guard index < bytes.count else { return nil }
    let node = try parseValue()
    try skipTrivia()
    guard index == bytes.count else { throw error("more text after the value") }
    return node
  }

  private mutating func parseValue() throws(SettingsError) -> JSONNode {
    switch try byteAfterTrivia() {
    case UInt8(ascii: "{"): try parseChildren(.object, until: UInt8(ascii: "}"))
    case UInt8(ascii: "["): try parseChildren(.array, until: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): JSONNode(kind: .scalar, range: try parseString().range, children: [])
    default: try parseWord()
    }
  }

  private mutating func parseChildren(_ kind: JSONNode.Kind, until closer: UInt8) throws(SettingsError) -> JSONNode {
    let start = index
    guard depth < Self.maximumDepth else { throw error("nested too deeply") }
    depth += 1
    index += 1
    var children: [JSONNode.Child] = []
    while try byteAfterTrivia() != closer {
      children.append(try kind == .object ? parseMember() : parseElement())
      if try byteAfterTrivia() == UInt8(ascii: ",") {
        let comma = index
        index += 1
        if try byteAfterTrivia() == closer, !allowsComments {
          throw error("a comma before the closing bracket", at: comma)
        }
      } else if bytes[index] != closer {
        throw error("a comma or the closing bracket is missing")
      }
    }
    index += 1
    depth -= 1
    return JSONNode(kind: kind, range: start..<index, children: children)
  }

  private mutating func parseElement() throws(SettingsError) -> JSONNode.Child {
    let value = try parseValue()
    return JSONNode.Child(name: "", range: value.range, value: value)
  }

  private mutating func parseMember() throws(SettingsError) -> JSONNode.Child {
    guard bytes[index] == UInt8(ascii: "\"") else { throw error("a name in quotation marks is missing") }
    let name = try parseString()
    guard try byteAfterTrivia() == UInt8(ascii: ":") else { throw error("a colon is missing") }
    index += 1
    let value = try parseValue()
    return JSONNode.Child(name: name.text, range: name.range.lowerBound..<index, value: value)
  }

  private mutating func parseString() throws(SettingsError) -> (text: String, range: Range<Int>) {
    let start = index
    var end = start + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else { throw error("a string does not end", at: start) }
    index = end + 1
    return (try scalar(start..<index).string ?? "", start..<index)
  }

  private mutating func parseWord() throws(SettingsError) -> JSONNode {
    let start = index
    let delimiters = Array(",:]}[{/\"# \t\r\n".utf8)
    while index < bytes.count, !delimiters.contains(bytes[index]) { index += 1 }
    if index == start { throw error("a value is missing") }
    _ = try scalar(start..<index)
    return JSONNode(kind: .scalar, range: start..<index, children: [])
  }

  private func scalar(_ range: Range<Int>) throws(SettingsError) -> JSONValue {
    do throws(JSONError) {
      return try JSONParser.parse(Array(bytes[range]))
    } catch {
      let isNoValue = error.code == .unexpectedByte || error.code == .unexpectedEnd || error.code == .invalidLiteral
      if isNoValue { throw self.error("not a value of JSON", at: range.lowerBound) }
      throw self.error(error.reason, at: range.lowerBound + error.offset)
    }
  }

  // MARK: White space and comments

  private mutating func byteAfterTrivia() throws(SettingsError) -> UInt8 {
    try skipTrivia()
    guard index < bytes.count else { throw error("the text ends too early") }
    return bytes[index]
  }

  /// Steps over white space and comments.
  mutating func skipTrivia() throws(SettingsError) {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(SettingsError) {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    guard allowsComments, next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else {
      throw error(allowsComments ? "a value is missing" : "comments are not allowed in this file")
    }
    if next == UInt8(ascii: "/") {
      index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    } else {
      let start = index
      index += 2
      while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/") {
        index += 1
      }
      guard index + 1 < bytes.count else { throw error("a comment does not end", at: start) }
      index += 2
    }
  }

  private func error(_ reason: String, at offset: Int? = nil) -> SettingsError {
    .syntax(TextPosition(of: offset ?? index, in: bytes), reason: reason)
  }
}

extension JSONError {
  /// The description without its place, which counts from the start of the scalar.
  fileprivate var reason: String {
    String(description.prefix(upTo: description.range(of: " at byte") ?? description.endIndex))
  }
}

extension String {
  fileprivate func range(of text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
