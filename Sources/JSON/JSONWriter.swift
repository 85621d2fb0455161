/// A `JSONValue` to compact UTF-8 text. Always on one line, and free of bytes that some reader takes for a line end.
package struct JSONWriter {
  package internal(set) var bytes: [UInt8] = []
  private let escapesInvisible: Bool

  /// - Parameter escapesInvisible: writes every character that nobody sees as `\u` escapes. The value stays the same, and
  ///   the text can be shown: no control, zero-width or bidirectional character is left in it.
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

  /// A string with its quotes.
  package mutating func write(_ string: String) {
    if escapesInvisible, !string.utf8.allSatisfy({ $0 < 0x80 }) { return writeVisible(string) }
    string.utf8.span.withUnsafeBufferPointer { writeQuoted($0) }
  }

  /// Text that is JSON already: a literal, or a value written earlier.
  package mutating func writeRaw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Bytes that are JSON already.
  package mutating func writeRaw(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
  }

  private mutating func append(_ literal: String) {
    bytes.append(contentsOf: literal.utf8)
  }
}
