/// Writes a `JSONValue` as compact UTF-8 text, always on one line and free of bytes that some reader takes for a line
/// end.
package struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer
  private let escapesInvisible: Bool

  /// - Parameter escapesInvisible: writes every invisible character as `\u` escapes. The value stays the same, and the
  ///   text can be shown: no control, zero-width or bidirectional character is left in it.
  package init(capacity: Int = 256, escapesInvisible: Bool = false) {
    self.escapesInvisible = escapesInvisible
    buffer = ByteBuffer(capacity: capacity)
  }

  package static func bytes(of value: JSONValue, escapesInvisible: Bool = false) -> [UInt8] {
    var writer = JSONWriter(escapesInvisible: escapesInvisible)
    writer.write(value)
    return writer.bytes
  }

  /// A copy of what has been written.
  package var bytes: [UInt8] { buffer.bytes }

  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: writeRaw("null")
    case .bool(true): writeRaw("true")
    case .bool(false): writeRaw("false")
    case .number(let number): number.literal.utf8.span.withUnsafeBufferPointer { buffer.append($0) }
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  package mutating func write(_ object: JSONObject) {
    buffer.append(UInt8(ascii: "{"))
    for index in object.members.indices {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      write(object.members[index].name)
      buffer.append(UInt8(ascii: ":"))
      write(object.members[index].value)
    }
    buffer.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ elements: [JSONValue]) {
    buffer.append(UInt8(ascii: "["))
    for index in elements.indices {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      write(elements[index])
    }
    buffer.append(UInt8(ascii: "]"))
  }

  /// Writes a string with its quotes.
  package mutating func write(_ string: String) {
    let start = buffer.count
    let isWritten = string.utf8.span.withUnsafeBufferPointer { writeQuoted($0, stopsAtNonASCII: escapesInvisible) }
    if !isWritten {
      buffer.removeLast(downTo: start)
      writeVisible(string)
    }
  }

  /// Writes the text that these bytes of UTF-8 are, with its quotes.
  package mutating func writeString(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { _ = writeQuoted($0, stopsAtNonASCII: false) }
  }

  /// Writes text that is JSON already: a literal, or a value written earlier.
  package mutating func writeRaw(_ text: StaticString) {
    buffer.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes bytes that are JSON already.
  package mutating func writeRaw(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { buffer.append($0) }
  }
}

extension JSONWriter {
  /// Writes the text with its quotes.
  ///
  /// Escapes what JSON must (RFC 8259, section 7) and what breaks line readers: DEL and the C1 NEXT LINE, LINE
  /// SEPARATOR, PARAGRAPH SEPARATOR. Splitting on those tore messages in two widely used clients.
  ///
  /// - Returns: false if it has stopped at a character outside of ASCII.
  private mutating func writeQuoted(_ text: UnsafeBufferPointer<UInt8>, stopsAtNonASCII: Bool) -> Bool {
    buffer.append(UInt8(ascii: "\""))
    var index = buffer.appendPlainRun(of: text, from: 0)
    while index < text.count {
      if stopsAtNonASCII, text[index] >= 0x80 { return false }
      index = writeCharacter(text, at: index)
      index = buffer.appendPlainRun(of: text, from: index)
    }
    buffer.append(UInt8(ascii: "\""))
    return true
  }

  /// Writes what stands at the index, which is not plain: an escape, or the bytes outside of ASCII that need none.
  ///
  /// - Returns: the index after it.
  private mutating func writeCharacter(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let (length, escape) = text.escape(at: index)
    if let escape {
      write(escape)
      return index + length
    }
    var end = index
    repeat { end += 1 } while end < text.count && text[end] >= 0x80 && text[end] != 0xC2 && text[end] != 0xE2
    buffer.append(UnsafeBufferPointer(rebasing: text[index..<end]))
    return end
  }

  /// Writes the text with its quotes, and with an escape in place of every invisible character.
  private mutating func writeVisible(_ text: String) {
    buffer.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        writeASCII(UInt8(truncatingIfNeeded: scalar.value))
      } else if scalar.isInvisible {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { write(.unicode(unit)) }
      } else {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { buffer.append(byte) }
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func writeASCII(_ byte: UInt8) {
    if let escape = StringEscape(ofASCII: byte) { write(escape) } else { buffer.append(byte) }
  }

  private mutating func write(_ escape: StringEscape) {
    switch escape {
    case .short(let letter):
      buffer.append(UInt8(ascii: "\\"), letter)
    case .unicode(let unit):
      writeRaw("\\u")
      for shift in stride(from: 12, through: 0, by: -4) { buffer.append(hexDigit(unit >> shift & 0xF)) }
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

  /// Returns nil for a character that needs none.
  init?(ofASCII byte: UInt8) {
    switch byte {
    case 0x08: self = .short(UInt8(ascii: "b"))
    case 0x09: self = .short(UInt8(ascii: "t"))
    case 0x0A: self = .short(UInt8(ascii: "n"))
    case 0x0C: self = .short(UInt8(ascii: "f"))
    case 0x0D: self = .short(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): self = .short(byte)
    case ..<0x20, 0x7F: self = .unicode(UInt16(byte))
    default: return nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The number of bytes the character at `index` takes, and its escape if it needs one.
  fileprivate func escape(at index: Int) -> (length: Int, escape: StringEscape?) {
    switch self[index] {
    case 0xC2 where self[index + 1] == 0x85: (2, .unicode(0x0085))
    case 0xE2 where self[index + 1] == 0x80 && self[index + 2] & 0xFE == 0xA8:
      (3, .unicode(0x2000 | UInt16(self[index + 2] & 0x3F)))
    default: (1, StringEscape(ofASCII: self[index]))
    }
  }
}
