extension JSONParser {
  /// At the opening quote.
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

  /// Bytes that are known to be ASCII.
  func text(from start: Int, to stop: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: base + start, count: stop - start), as: UTF8.self)
  }

  /// Moves to the first byte that is a quote, a backslash, a control character, DEL or not ASCII.
  private mutating func skipPlainASCII() {
    while index + 8 <= end {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      guard ByteScan.isPlain(word) else { break }
      index += 8
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

  /// Only after validation failed. Escapes are ASCII, so the source can be checked instead of the result.
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
