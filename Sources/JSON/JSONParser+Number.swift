extension JSONParser {
  /// At `-` or a digit. RFC 8259, section 6.
  mutating func parseNumber() throws(JSONError) -> JSONNumber {
    let start = index
    skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) {
      try skipDigits()
    }
    if skip(UInt8(ascii: ".")) {
      try skipDigits()
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
      try skipDigits()
    }
    // "01" and "1.2.3" would otherwise be reported as trailing bytes of a sound number.
    if index < end, isDigit(base[index]) || base[index] == UInt8(ascii: ".") {
      throw JSONError(.invalidNumber, at: index)
    }
    return JSONNumber(validated: text(from: start, to: index))
  }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard index < end, base[index] == byte else { return false }
    index += 1
    return true
  }

  /// One or more.
  private mutating func skipDigits() throws(JSONError) {
    guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
    guard isDigit(base[index]) else { throw JSONError(.invalidNumber, at: index) }
    repeat { index += 1 } while index < end && isDigit(base[index])
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
