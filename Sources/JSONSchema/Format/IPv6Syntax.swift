/// `IPv6address` of RFC 3986: eight groups of hex digits, or fewer around one `::`, the last two also as IPv4.
enum IPv6Syntax {
  static func matches(_ text: ArraySlice<UInt8>) -> Bool {
    guard let gap = indexOfGap(in: text) else { return groups(text, mayEndInIPv4: true) == 8 }
    // "::" stands for at least one group (RFC 4291, section 2.2), so seven may be written beside it.
    guard let before = groups(text[..<gap], mayEndInIPv4: false),
      let after = groups(text[(gap + 2)...], mayEndInIPv4: true)
    else { return false }
    return before + after <= 7
  }

  private static func indexOfGap(in text: ArraySlice<UInt8>) -> Int? {
    let colon = UInt8(ascii: ":")
    return text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
  }

  /// The number of 16-bit groups, or nil if some group is malformed.
  private static func groups(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> Int? {
    guard !text.isEmpty else { return 0 }
    var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var count = parts.count
    if mayEndInIPv4, let last = parts.last, last.contains(UInt8(ascii: ".")) {
      guard isIPv4(last) else { return nil }
      parts.removeLast()
      count += 1
    }
    return parts.allSatisfy(isHexGroup) ? count : nil
  }

  private static func isHexGroup(_ text: ArraySlice<UInt8>) -> Bool {
    1...4 ~= text.count && text.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  private static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy(isOctet)
  }

  private static func isOctet(_ text: ArraySlice<UInt8>) -> Bool {
    guard 1...3 ~= text.count, text.count == 1 || text.first != UInt8(ascii: "0") else { return false }
    guard text.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return false }
    return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
  }
}
