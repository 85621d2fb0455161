import JSON

/// The types a schema may ask for. A list of types is not portable and therefore refused.
package enum SchemaType: String, Sendable, CaseIterable {
  case object
  case array
  case string
  case number
  case integer
  case boolean
  case null

  /// Every integral number is an integer, however it is written: `7`, `7.0`, `70e-1`.
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
