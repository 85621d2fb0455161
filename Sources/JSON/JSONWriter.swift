/// Writes a `JSONValue` as compact UTF-8 text, always on one line and free of bytes that some reader takes for a line
/// end.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private let escapesInvisible: Bool

  /// - Parameter escapesInvisible: writes every invisible character as `\u` escapes. The value stays the same, and the
  ///   text can be shown: no control, zero-width or bidirectional character is left in it.
  package init(capacity: Int = 256, escapesInvisible: Bool = false) {
    self.escapesInvisible = escapesInvisible
    bytes.reserveCapacity(capacity)
  }

  package static func bytes(of value: JSONValue, escapesInvisible: Bool = false) -> [UInt8] {
    var writer = JSONWriter(escapesInvisible: escapesInvisible)
    writer.write(value)
    return writer.bytes
  }

  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: writeRaw("null")
    case .bool(true): writeRaw("true")
    case .bool(false): writeRaw("false")
    case .number(let number): append(number.literal)
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  package mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    for index in object.members.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(object.members[index].name)
      bytes.append(UInt8(ascii: ":"))
      write(object.members[index].value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ elements: [JSONValue]) {
    bytes.append(UInt8(ascii: "["))
    for index in elements.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(elements[index])
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes a string with its quotes.
  package mutating func write(_ string: String) {
    let isVisible = string.utf8.span.withUnsafeBufferPointer { text in
      let plain = text.endOfPlainRun(from: 0)
      guard plain == text.count || !escapesInvisible || text.allSatisfy({ $0 < 0x80 }) else { return false }
      writeQuoted(text, plain)
      return true
    }
    if !isVisible { writeVisible(string) }
  }

  /// Writes the text that these bytes of UTF-8 are, with its quotes.
  package mutating func writeString(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { writeQuoted($0, $0.endOfPlainRun(from: 0)) }
  }

  /// Writes text that is JSON already: a literal, or a value written earlier.
  package mutating func writeRaw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes bytes that are JSON already.
  package mutating func writeRaw(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
  }

  private mutating func append(_ literal: String) {
    bytes.append(contentsOf: literal.utf8)
  }
}

extension JSONWriter {
  /// Writes the text with its quotes.
  ///
  /// - Parameter plain: the number of bytes at its start that need no escape.
  private mutating func writeQuoted(_ text: UnsafeBufferPointer<UInt8>, _ plain: Int) {
    guard plain < text.count else { return writePlain(text) }
    bytes.append(UInt8(ascii: "\""))
    writeEscaped(text, from: plain)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a string without escapes. Most are such, so they cost one step of the growing array and not three.
  private mutating func writePlain(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(addingCapacity: text.count + 2) { span in
      span.append(UInt8(ascii: "\""))
      span.withUnsafeMutableBufferPointer { buffer, count in
        count = buffer[count...].initialize(fromContentsOf: text)
      }
      span.append(UInt8(ascii: "\""))
    }
  }

  /// Escapes what JSON must (RFC 8259, section 7) and what breaks line readers: DEL and the C1 NEXT LINE, LINE
  /// SEPARATOR, PARAGRAPH SEPARATOR. Splitting on those tore messages in two widely used clients.
  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
    var runStart = 0
    var index = start
    while true {
      index = text.endOfPlainRun(from: index)
      guard index < text.count else { break }
      let (length, escape) = text.escape(at: index)
      if let escape {
        writeRun(text, runStart, index)
        write(escape)
        runStart = index + length
      }
      index += length
    }
    writeRun(text, runStart, index)
  }

  private mutating func writeRun(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int) {
    guard start < stop else { return }
    writeRaw(UnsafeBufferPointer(rebasing: text[start..<stop]))
  }

  /// Writes the text with its quotes, and with an escape in place of every invisible character.
  private mutating func writeVisible(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      if scalar.isInvisible && !scalar.isASCII {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { write(.unicode(unit)) }
      } else {
        String(scalar).utf8.span.withUnsafeBufferPointer { writeEscaped($0, from: 0) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ escape: StringEscape) {
    switch escape {
    case .short(let letter):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(letter)
    case .unicode(let unit):
      writeRaw("\\u")
      for shift in stride(from: 12, through: 0, by: -4) { bytes.append(hexDigit(unit >> shift & 0xF)) }
    }
  }

  private func hexDigit(_ value: UInt16) -> UInt8 {
    UInt8(value) + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
  }
}

/// The escape of a character that must not stand in a string as it is.
private enum StringEscape {
  case short(UInt8)
  case unicode(UInt16)
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func endOfPlainRun(from start: Int) -> Int {
    var index = start
    while index + 8 <= count, let base = baseAddress {
      guard ByteScan.isPlain(UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)) else { break }
      index += 8
    }
    while index < count, ByteScan.isPlain(self[index]) { index += 1 }
    return index
  }

  /// The number of bytes the character at `index` takes, and its escape if it needs one.
  fileprivate func escape(at index: Int) -> (length: Int, escape: StringEscape?) {
    switch self[index] {
    case 0x08: (1, .short(UInt8(ascii: "b")))
    case 0x09: (1, .short(UInt8(ascii: "t")))
    case 0x0A: (1, .short(UInt8(ascii: "n")))
    case 0x0C: (1, .short(UInt8(ascii: "f")))
    case 0x0D: (1, .short(UInt8(ascii: "r")))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): (1, .short(self[index]))
    case ..<0x20, 0x7F: (1, .unicode(UInt16(self[index])))
    case 0xC2 where self[index + 1] == 0x85: (2, .unicode(0x0085))
    case 0xE2 where self[index + 1] == 0x80 && self[index + 2] & 0xFE == 0xA8:
      (3, .unicode(0x2000 | UInt16(self[index + 2] & 0x3F)))
    default: (1, nil)
    }
  }
}
