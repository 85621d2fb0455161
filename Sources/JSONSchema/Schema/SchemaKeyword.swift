/// The keywords that Claude, OpenAI and Gemini all accept in tool schemas. A schema with any other does not compile.
package enum SchemaKeyword: String, Sendable, CaseIterable {
  case type, `enum`
  case properties, required, additionalProperties
  case items, minItems, maxItems
  case pattern, format, minLength, maxLength
  case minimum, maximum
  case title, description, `default`, examples

  /// The type of value that the keyword constrains; nil if it is for all.
  var family: SchemaType? {
    switch self {
    case .properties, .required, .additionalProperties: .object
    case .items, .minItems, .maxItems: .array
    case .pattern, .format, .minLength, .maxLength: .string
    case .minimum, .maximum: .number
    case .type, .enum, .title, .description, .default, .examples: nil
    }
  }

  /// Whether the keyword can ever apply to values of that type.
  func applies(to type: SchemaType) -> Bool {
    family == nil || family == type || (family == .number && type == .integer)
  }
}
