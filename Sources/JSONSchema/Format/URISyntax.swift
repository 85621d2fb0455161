/// `URI` of RFC 3986, appendix A: a scheme, then the rest. Relative references are not URIs.
enum URISyntax {
  typealias Bytes = ArraySlice<UInt8>

  static func matches(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    guard let scheme = cut(&rest, through: ":"), isScheme(scheme) else { return false }
    let fragment = cutTail(&rest, from: "#")
    let query = cutTail(&rest, from: "?")
    return isHierarchy(rest) && isPercentEncoded(query, allowing: "/?:@")
      && isPercentEncoded(fragment, allowing: "/?:@")
  }

  private static func isScheme(_ text: Bytes) -> Bool {
    guard let first = text.first, isLetter(first) else { return false }
    return text.allSatisfy { isLetter($0) || isDigit($0) || isOne(of: "+-.", $0) }
  }

  private static func isHierarchy(_ text: Bytes) -> Bool {
    guard text.starts(with: "//".utf8) else { return isPercentEncoded(text, allowing: "/:@") }
    let afterSlashes = text.dropFirst(2)
    let slash = afterSlashes.firstIndex(of: UInt8(ascii: "/")) ?? afterSlashes.endIndex
    return isAuthority(afterSlashes[..<slash]) && isPercentEncoded(afterSlashes[slash...], allowing: "/:@")
  }

  private static func isAuthority(_ text: Bytes) -> Bool {
    var rest = text
    if let user = cut(&rest, through: "@"), !isPercentEncoded(user, allowing: ":") { return false }
    if rest.first == UInt8(ascii: "[") {
      guard let literal = cut(&rest, through: "]") else { return false }
      return isIPLiteral(literal.dropFirst())
        && (rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst()))
    }
    let port = cutTail(&rest, from: ":")
    return isPercentEncoded(rest, allowing: "") && isPort(port)
  }

  private static func isPort(_ text: Bytes) -> Bool {
    text.allSatisfy(isDigit)
  }

  private static func isIPLiteral(_ text: Bytes) -> Bool {
    guard text.first == UInt8(ascii: "v") || text.first == UInt8(ascii: "V") else { return IPv6Syntax.matches(text) }
    var rest = text.dropFirst()
    guard let version = cut(&rest, through: "."), !version.isEmpty, !rest.isEmpty else { return false }
    return version.allSatisfy(isHexDigit) && rest.allSatisfy { isUnreserved($0) || isOne(of: "!$&'()*+,;=:", $0) }
  }

  /// Unreserved characters, sub-delims, `%XX` and the extra ones.
  private static func isPercentEncoded(_ text: Bytes, allowing extra: StaticString) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "%") {
        guard text[index...].dropFirst().prefix(2).count(where: isHexDigit) == 2 else { return false }
        index += 3
      } else {
        guard isUnreserved(text[index]) || isOne(of: "!$&'()*+,;=", text[index]) || isOne(of: extra, text[index])
        else { return false }
        index += 1
      }
    }
    return true
  }

  /// What stands before the first such byte, which is dropped as well; nil, and nothing cut, if there is none.
  private static func cut(_ text: inout Bytes, through byte: Unicode.Scalar) -> Bytes? {
    guard let index = text.firstIndex(of: UInt8(ascii: byte)) else { return nil }
    defer { text = text[(index + 1)...] }
    return text[..<index]
  }

  private static func cutTail(_ text: inout Bytes, from byte: Unicode.Scalar) -> Bytes {
    guard let index = text.firstIndex(of: UInt8(ascii: byte)) else { return [] }
    defer { text = text[..<index] }
    return text[(index + 1)...]
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || isOne(of: "-._~", byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
  }

  private static func isOne(of set: StaticString, _ byte: UInt8) -> Bool {
    UnsafeBufferPointer(start: set.utf8Start, count: set.utf8CodeUnitCount).contains(byte)
  }
}
