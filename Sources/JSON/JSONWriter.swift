/// A `JSONValue` to compact UTF-8 text. Always on one line, and free of bytes that some reader takes for a line end.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  package static func bytes(of value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
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
    var isFirst = true
    for member in object.members {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(member.name)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ elements: [JSONValue]) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A string with its quotes.
  package mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    let wasContiguous: Void? = string.utf8.withContiguousStorageIfAvailable { writeEscaped($0) }
    if wasContiguous == nil {
      Array(string.utf8).withUnsafeBufferPointer { writeEscaped($0) }
    }
    bytes.append(UInt8(ascii: "\""))
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
