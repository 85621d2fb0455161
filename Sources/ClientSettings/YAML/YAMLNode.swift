import JSON

/// A value in a text of YAML: where it stands, and its parts. Ranges are offsets in bytes.
indirect enum YAMLNode {
  case scalar(text: String, isPlain: Bool, Range<Int>)
  case sequence([YAMLNode], Range<Int>)
  case mapping([(name: YAMLNode, value: YAMLNode)], isFlow: Bool, Range<Int>)
  /// A reference to another value.
  case alias(Range<Int>)

  /// The range from the first byte to the end of the last scalar or bracket.
  var range: Range<Int> {
    switch self {
    case .scalar(_, _, let range), .sequence(_, let range), .mapping(_, _, let range), .alias(let range): range
    }
  }

  /// The text of a scalar, or nil.
  var text: String? {
    if case .scalar(let text, _, _) = self { text } else { nil }
  }

  /// Whether nothing is written in the place of a value.
  var isAbsent: Bool {
    if case .scalar(let text, true, let range) = self { text.isEmpty && range.isEmpty } else { false }
  }

  /// The value as JSON. A plain scalar that is JSON's is taken for that, every other for a text.
  var value: JSONValue {
    switch self {
    case .scalar(let text, let isPlain, _): isPlain ? Self.plainValue(text) : .string(text)
    case .sequence(let elements, _): .array(elements.map(\.value))
    case .mapping(let members, _, _):
      .object(JSONObject(members.map { .init(name: $0.name.text ?? $0.name.value.description, value: $0.value.value) }))
    case .alias: .null
    }
  }

  private static func plainValue(_ text: String) -> JSONValue {
    if text.isEmpty || text == "~" { return .null }
    let value = try? JSONParser.parse(text)
    return value?.array == nil && value?.object == nil ? value ?? .string(text) : .string(text)
  }

  /// The member of that name, or nil.
  ///
  /// Throws if there are two.
  func member(_ name: String, in bytes: [UInt8]) throws(SettingsError) -> (name: YAMLNode, value: YAMLNode)? {
    guard case .mapping(let members, _, _) = self else { return nil }
    let found = members.filter { $0.name.text == name }
    if found.count > 1 { throw .duplicateName(name, TextPosition(of: found[1].name.range.lowerBound, in: bytes)) }
    return found.first
  }
}
