extension JSONParser {
  /// At a backslash. Appends what the escape stands for to `scratch`.
  mutating func parseEscape() throws(JSONError) {
    let start = index
    index += 1
    guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
    let letter = base[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"): scratch.append(contentsOf: String(try parseUnicodeEscape(from: start)).utf8)
    default: throw JSONError(.invalidEscape, at: start)
    }
  }

  /// After `\u`; reads the second half of a surrogate pair as well.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseFourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, let low = try parseLowSurrogate() {
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }
    guard loneSurrogates == .replace else { throw JSONError(.loneSurrogate, at: start) }
    return "\u{FFFD}"
  }

  /// Nil, and nothing consumed, if what follows is not `\udc00` to `\udfff`.
  private mutating func parseLowSurrogate() throws(JSONError) -> UInt32? {
    guard index + 1 < end, base[index] == UInt8(ascii: "\\"), base[index + 1] == UInt8(ascii: "u") else { return nil }
    let start = index
    index += 2
    let unit = try parseFourHexDigits()
    if 0xDC00...0xDFFF ~= unit { return unit }
    index = start
    return nil
  }

  private mutating func parseFourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
      guard let digit = hexDigit(base[index]) else { throw JSONError(.invalidEscape, at: index) }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
