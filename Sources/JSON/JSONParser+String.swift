extension JSONParser {
  /// Reads a string. The index must be at the opening quote.
  mutating func parseString() throws(JSONError) -> String {
    index += 1
    let start = index
    skipPlainASCII()
    if index < end, base[index] == UInt8(ascii: "\"") {
      defer { index += 1 }
      return text(from: start, to: index)
    }
    return try parseMixedString(from: start)
  }

  /// Decodes bytes that are known to be ASCII.
  func text(from start: Int, to stop: Int) -> String {
    let bytes = UnsafeBufferPointer(start: base + start, count: stop - start)
    return String(unsafeUninitializedCapacity: bytes.count) { text in
      UnsafeMutableRawBufferPointer(text).copyMemory(from: UnsafeRawBufferPointer(bytes))
      return bytes.count
    }
  }

  /// Moves to the first byte that is a quote, a backslash, a control character, DEL or not ASCII.
  private mutating func skipPlainASCII() {
    while index + 8 <= end {
      let plain = ByteScan.plainCount(UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      index += plain
      if plain < 8 { return }
    }
    while index < end, ByteScan.isPlain(base[index]) { index += 1 }
  }

  private mutating func parseMixedString(from start: Int) throws(JSONError) -> String {
    var runStart = start
    scratch.removeAll(keepingCapacity: true)
    while index < end {
      switch base[index] {
      case UInt8(ascii: "\""):
        return try finishString(run: runStart, start: start)
      case UInt8(ascii: "\\"):
        scratch.append(contentsOf: UnsafeBufferPointer(start: base + runStart, count: index - runStart))
        try parseEscape()
        runStart = index
      case ..<0x20:
        throw JSONError(.controlCharacter, at: index)
      default:
        index += 1
        skipToStringByte()
      }
    }
    throw JSONError(.unexpectedEnd, at: end)
  }

  /// Moves over ASCII and other UTF-8 alike to the next quote, backslash or control character.
  private mutating func skipToStringByte() {
    while index < end, base[index] >= 0x20, base[index] != UInt8(ascii: "\""), base[index] != UInt8(ascii: "\\") {
      index += 1
    }
  }

  private mutating func finishString(run: Int, start: Int) throws(JSONError) -> String {
    let last = UnsafeBufferPointer(start: base + run, count: index - run)
    let string: String?
    if run == start {
      string = String(validating: last, as: UTF8.self)
    } else {
      scratch.append(contentsOf: last)
      string = String(validating: scratch, as: UTF8.self)
    }
    guard let string else { throw JSONError(.invalidUTF8, at: firstInvalidUTF8(from: start)) }
    index += 1
    return string
  }

  /// Called after validation failed. Escapes are ASCII, so the source can be checked instead of the result.
  private func firstInvalidUTF8(from start: Int) -> Int {
    let source = UnsafeBufferPointer(start: base + start, count: index - start)
    var decoder = UTF8.ForwardParser()
    var iterator = source.makeIterator()
    var offset = start
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return offset
      }
    }
  }
}

extension JSONParser {
  /// Reads an escape and appends the character it stands for to `scratch`. The index must be at the backslash.
  private mutating func parseEscape() throws(JSONError) {
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

  /// Reads the digits after `\u`, and the second half of a surrogate pair as well.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseFourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, let low = try parseLowSurrogate() {
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }
    guard loneSurrogates == .replace else { throw JSONError(.loneSurrogate, at: start) }
    return "\u{FFFD}"
  }

  /// Returns nil and consumes nothing unless `\udc00` to `\udfff` follows.
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

/// Tests eight bytes at once for one that ends a run of plain string text.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The number of bytes before the first that is not printable ASCII, or is a quote or a backslash; 8 if none is.
  ///
  /// - Parameter word: as it is loaded from memory. A borrow or carry only reaches bytes after one that is found anyway.
  @inline(__always)
  static func plainCount(_ word: UInt64) -> Int {
    let word = UInt64(littleEndian: word)
    let control = word &- ones &* 0x20
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let delete = word &+ ones
    let found = control | (quote &- ones) | (backslash &- ones) | delete | word
    return (found & highs).trailingZeroBitCount / 8
  }

  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
