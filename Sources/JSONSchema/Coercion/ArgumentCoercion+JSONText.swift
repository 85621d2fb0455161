import JSON

extension ArgumentCoercion {
  /// Returns the array or object that a text holds as JSON, where the schema wants one; nil if the text is not exactly
  /// one such value, or could be read in two ways because an object in it has a name twice.
  ///
  /// The text has the parser's bounds: 128 levels, no lone surrogates. A text inside the value is read again where the
  /// schema wants that, so no more often than the schema is deep.
  mutating func structure(in text: String, _ constraints: SchemaConstraints) -> JSONValue? {
    if let single = choice(text, constraints) {
      note(.itemAsArray)
      return .array([single])
    }
    guard Self.mayBeStructure(text), let value = try? JSONParser.parse(text), value.firstDuplicateName == nil else {
      return nil
    }
    switch (value, constraints.type) {
    case (.array, .array): note(.textAsArray)
    case (.object, .object): note(.textAsObject)
    case (.object, .array) where constraints.items.constraints.type == .object: note(.textAsObject)
    default: return nil
    }
    return value
  }

  /// Returns the text if it is one of the choices that the elements of a wanted array have.
  private func choice(_ text: String, _ constraints: SchemaConstraints) -> JSONValue? {
    guard constraints.type == .array, let choices = constraints.items.constraints.choices else { return nil }
    return choices.contains(where: JSONValue.string(text).isSameValue) ? .string(text) : nil
  }

  /// Fast path: a long text that is no JSON is not copied for the parser.
  private static func mayBeStructure(_ text: String) -> Bool {
    let first = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }
}
