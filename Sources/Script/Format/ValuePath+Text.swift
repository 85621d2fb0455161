package import JSON

extension ValuePath {
  /// Says where a path is wrong, and what to write.
  package struct ParseError: Error {
    /// Counted in bytes.
    package let offset: Int
    package let message: BilingualText
    package let fix: BilingualText
  }

  /// Reads a path: `result.content[0].text`, `_meta["payin-mcp/error"].code`, `list[-1]`. A single `.` is the whole value.
  package init(parsing text: some Collection<UInt8>) throws(ParseError) {
    let bytes = Array(text)
    var (components, index): ([Component], Int) = ([], 0)
    let isRoot = bytes == [UInt8(ascii: ".")]
    while !isRoot, index < bytes.count || components.isEmpty {
      if bytes[safe: index] == UInt8(ascii: "[") {
        components.append(try Self.bracket(bytes, &index))
      } else {
        if index > 0 {
          guard bytes[index] == UInt8(ascii: ".") else { throw Self.error(at: index) }
          index += 1
        }
        let name = bytes[index...].prefix(while: Self.isPlain)
        guard !name.isEmpty else { throw Self.error(at: index) }
        components.append(.member(String(decoding: name, as: UTF8.self)))
        index = name.endIndex
      }
    }
    self.init(components)
  }

  /// Reads `[0]` or `["name"]`.
  private static func bracket(_ bytes: [UInt8], _ index: inout Int) throws(ParseError) -> Component {
    let start = index + 1
    var end = start
    if bytes[safe: start] == UInt8(ascii: "\"") {
      end += 1
      while let byte = bytes[safe: end], byte != UInt8(ascii: "\"") { end += byte == UInt8(ascii: "\\") ? 2 : 1 }
      end += 1
    } else {
      while let byte = bytes[safe: end], byte.isASCIIDigit || byte == UInt8(ascii: "-") { end += 1 }
    }
    guard bytes[safe: end] == UInt8(ascii: "]") else { throw error(at: min(start, bytes.count)) }
    index = end + 1
    let inside = Array(bytes[start..<end])
    if let name = try? JSONParser.parse(inside).string { return .member(name) }
    guard let element = Int(String(decoding: inside, as: UTF8.self)) else { throw error(at: start) }
    return .element(element)
  }

  private static func error(at offset: Int) -> ParseError {
    ParseError(
      offset: offset, message: BilingualText("the path is wrong here", "路径在此处有误"),
      fix: BilingualText(
        "Write names with dots, and the rest in brackets: result.content[0].text, result._meta[\"a/b\"].",
        "名称用点连接，其余放入方括号：result.content[0].text、result._meta[\"a/b\"]。"))
  }

  /// Whether the byte may be in a name without quotes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte == UInt8(ascii: "$") || byte >= 0x80
  }
}

extension ValuePath: CustomStringConvertible {
  /// The path as a script has it.
  package var description: String {
    guard !components.isEmpty else { return "." }
    return components.reduce(into: "") { text, component in
      switch component {
      case .element(let index): text += "[\(index)]"
      case .member(let name) where !name.isEmpty && name.utf8.allSatisfy(Self.isPlain) && !name.containsInvisible:
        text += (text.isEmpty ? "" : ".") + name
      case .member(let name): text += "[\(JSONValue.string(name).visibleText)]"
      }
    }
  }
}

extension ValuePath {
  package func appending(_ component: Component) -> ValuePath {
    ValuePath(components + [component])
  }

  /// The value at the path, or nil. An element's negative index counts from the end: -1 is the last.
  package func value(in root: JSONValue) -> JSONValue? {
    components.reduce(root) { value, component in value?[component] }
  }

  /// The start of the path as far as there are values.
  package func longestPrefix(in root: JSONValue) -> ValuePath {
    var (value, prefix) = (root, 0)
    for component in components {
      guard let next = value[component] else { break }
      (value, prefix) = (next, prefix + 1)
    }
    return ValuePath(Array(components.prefix(prefix)))
  }
}

extension JSONValue {
  fileprivate subscript(component: ValuePath.Component) -> JSONValue? {
    switch component {
    case .member(let name): return self[name]
    case .element(let index):
      guard let elements = array else { return nil }
      let (position, overflow) = index < 0 ? elements.count.addingReportingOverflow(index) : (index, false)
      // JSONValue takes a nil literal for null, so a conditional expression would give that.
      guard !overflow, elements.indices.contains(position) else { return nil }
      return elements[position]
    }
  }

  /// The value as compact JSON without invisible characters.
  var visibleText: String {
    String(decoding: JSONWriter.bytes(of: self, escapesInvisible: true), as: UTF8.self)
  }
}

extension String {
  var containsInvisible: Bool { unicodeScalars.contains { $0.isInvisible } }
}

extension [UInt8] {
  fileprivate subscript(safe index: Int) -> UInt8? {
    indices.contains(index) ? self[index] : nil
  }
}
