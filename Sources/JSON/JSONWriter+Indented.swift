extension JSONWriter {
  /// The value on several lines, for people: two spaces a level, empty arrays and objects on one line.
  package static func indented(_ value: JSONValue, escapesInvisible: Bool = true) -> [UInt8] {
    var writer = JSONWriter(escapesInvisible: escapesInvisible)
    writer.writeIndented(value, level: 0)
    return writer.bytes
  }

  private mutating func writeIndented(_ value: JSONValue, level: Int) {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      writeBlock("[", "]", level, elements) { $0.writeIndented($1, level: level + 1) }
    case .object(let object) where !object.isEmpty:
      writeBlock("{", "}", level, object.members) {
        $0.write($1.name)
        $0.writeRaw(": ")
        $0.writeIndented($1.value, level: level + 1)
      }
    default: write(value)
    }
  }

  private mutating func writeBlock<Element>(
    _ start: StaticString, _ end: StaticString, _ level: Int, _ elements: [Element],
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    writeRaw(start)
    for (index, element) in elements.enumerated() {
      writeRaw(index == 0 ? "\n" : ",\n")
      writeRaw([UInt8](repeating: UInt8(ascii: " "), count: 2 * (level + 1)))
      write(&self, element)
    }
    writeRaw("\n")
    writeRaw([UInt8](repeating: UInt8(ascii: " "), count: 2 * level))
    writeRaw(end)
  }
}
