import Formats
import JSON

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

/// The types a schema may ask for. A list of types is not portable and therefore refused.
package enum SchemaType: String, Sendable, CaseIterable {
  case object
  case array
  case string
  case number
  case integer
  case boolean
  case null

  /// Whether a value is of this type. Every integral number is an integer, however it is written: `7`, `7.0`, `70e-1`.
  func matches(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.object, .object), (.array, .array), (.string, .string), (.number, .number), (.boolean, .bool),
      (.null, .null):
      true
    case (.integer, .number(let number)): number.isIntegral
    default: false
    }
  }
}

/// The formats that are checked, not only noted.
package enum SchemaFormat: String, Sendable, CaseIterable {
  /// A date with time and offset by RFC 3339, section 5.6.
  case dateTime = "date-time"

  func matches(_ text: String) -> Bool {
    switch self {
    case .dateTime: RFC3339.milliseconds(text) != nil
    }
  }
}
