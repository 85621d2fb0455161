/// Reads bytes as a `JSONValue`, strictly by RFC 8259: UTF-8 only, no byte order mark, no trailing commas, nothing
/// after the value. Keeps number literals, member order and duplicate names.
package struct JSONParser {
  /// The levels of arrays and objects: enough for every message and reply, few enough for any thread's stack.
  package static let defaultMaximumDepth = 128

  /// Says what becomes of `\ud800` without its other half, which JSON's grammar allows and UTF-8 cannot carry.
  package enum LoneSurrogates: Sendable {
    case refuse
    /// It is read as U+FFFD. Used only to read the id of a message that is refused.
    case replace
  }

  let base: UnsafePointer<UInt8>
  let end: Int
  let loneSurrogates: LoneSurrogates
  private let maximumDepth: Int
  /// The number of values that may still be read.
  private var valuesLeft: Int
  var index = 0
  private var depth = 0
  /// The buffer in which strings with escapes are put together.
  var scratch: [UInt8] = []

  /// - Parameter maximumValues: objects, arrays, strings, numbers and words in all, which is what memory and time depend on;
  ///   a byte count alone does not bound them.
  package static func parse(
    _ bytes: UnsafeRawBufferPointer,
    loneSurrogates: LoneSurrogates = .refuse,
    maximumDepth: Int = defaultMaximumDepth, maximumValues: Int = .max
  ) throws(JSONError) -> JSONValue {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { throw JSONError(.unexpectedEnd, at: 0) }
    var parser = JSONParser(
      base: start.assumingMemoryBound(to: UInt8.self), end: bytes.count,
      loneSurrogates: loneSurrogates, maximumDepth: maximumDepth, valuesLeft: maximumValues)
    return try parser.parseDocument()
  }

  package static func parse(
    _ bytes: [UInt8], loneSurrogates: LoneSurrogates = .refuse, maximumValues: Int = .max
  ) throws(JSONError) -> JSONValue {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(JSONError) in
        try parse(buffer, loneSurrogates: loneSurrogates, maximumValues: maximumValues)
      }
    }
    return try result.get()
  }

  private init(
    base: UnsafePointer<UInt8>, end: Int, loneSurrogates: LoneSurrogates, maximumDepth: Int, valuesLeft: Int
  ) {
    (self.base, self.end, self.loneSurrogates) = (base, end, loneSurrogates)
    (self.maximumDepth, self.valuesLeft) = (maximumDepth, valuesLeft)
  }

  package static func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  private mutating func parseDocument() throws(JSONError) -> JSONValue {
    let value = try parseValue()
    skipWhiteSpace()
    guard index == end else { throw JSONError(.trailingBytes, at: index) }
    return value
  }

  private mutating func parseValue() throws(JSONError) -> JSONValue {
    skipWhiteSpace()
    guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
    guard valuesLeft > 0 else { throw JSONError(.tooManyValues, at: index) }
    valuesLeft -= 1
    switch base[index] {
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "{"): return .object(try parseObject())
    case UInt8(ascii: "["): return .array(try parseArray())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
    case UInt8(ascii: "t"): return try parseWord("true", as: .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", as: .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", as: .null)
    default: throw JSONError(.unexpectedByte, at: index)
    }
  }

  private mutating func parseArray() throws(JSONError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    if !consume(UInt8(ascii: "]")) {
      repeat {
        elements.append(try parseValue())
      } while try continues(until: UInt8(ascii: "]"))
    }
    depth -= 1
    return elements
  }

  private mutating func parseObject() throws(JSONError) -> JSONObject {
    try enter()
    var members: [JSONObject.Member] = []
    if !consume(UInt8(ascii: "}")) {
      members.append(try parseMember())
      // The room is made at the second member: made at the first, 16 MiB of objects with one member each take twice the
      // memory.
      if try continues(until: UInt8(ascii: "}")) {
        members.reserveCapacity(6)
        repeat {
          members.append(try parseMember())
        } while try continues(until: UInt8(ascii: "}"))
      }
    }
    depth -= 1
    return JSONObject(members)
  }

  private mutating func parseMember() throws(JSONError) -> JSONObject.Member {
    skipWhiteSpace()
    guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
    guard base[index] == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: index) }
    let name = try parseString()
    guard consume(UInt8(ascii: ":")) else { throw unexpected }
    return JSONObject.Member(name: name, value: try parseValue())
  }

  /// Steps over the opening bracket, which the caller has seen.
  private mutating func enter() throws(JSONError) {
    guard depth < maximumDepth else { throw JSONError(.tooDeep, at: index) }
    depth += 1
    index += 1
  }

  /// Returns true after a comma and false after the closing bracket.
  private mutating func continues(until bracket: UInt8) throws(JSONError) -> Bool {
    if consume(UInt8(ascii: ",")) { return true }
    if consume(bracket) { return false }
    throw unexpected
  }

  private mutating func parseWord(_ word: StaticString, as value: JSONValue) throws(JSONError) -> JSONValue {
    let start = index
    for offset in 0..<word.utf8CodeUnitCount {
      guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
      guard base[index] == word.utf8Start[offset] else { throw JSONError(.invalidLiteral, at: start) }
      index += 1
    }
    return value
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    skipWhiteSpace()
    guard index < end, base[index] == byte else { return false }
    index += 1
    return true
  }

  private var unexpected: JSONError {
    index < end ? JSONError(.unexpectedByte, at: index) : JSONError(.unexpectedEnd, at: end)
  }

  private mutating func skipWhiteSpace() {
    while index < end {
      switch base[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }
}

extension JSONParser {
  /// Reads a number by RFC 8259, section 6. The index must be at `-` or a digit.
  private mutating func parseNumber() throws(JSONError) -> JSONNumber {
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
    // "01" and "1.2.3" would otherwise be reported as trailing bytes of a valid number.
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

  /// Steps over one digit or more.
  private mutating func skipDigits() throws(JSONError) {
    guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
    guard isDigit(base[index]) else { throw JSONError(.invalidNumber, at: index) }
    repeat { index += 1 } while index < end && isDigit(base[index])
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
