/// One JSON value (RFC 8259) as it was written: number literals, member order and duplicate member names are kept.
///
/// Equality is equality of the text up to white space and escapes: `1.0` and `1` differ, `"é"` in two Unicode
/// normal forms differs. Code that needs equality of numbers by value compares `JSONNumber`s.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// Other modules inline these: a call of one costs more than what it does.
extension JSONValue {
  @inlinable package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  @inlinable package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  @inlinable package var number: JSONNumber? {
    if case .number(let value) = self { value } else { nil }
  }

  @inlinable package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  @inlinable package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  @inlinable package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The first member of that name, if this is an object that has one.
  package subscript(name: String) -> JSONValue? {
    object?[name]
  }

  /// The name JSON Schema gives to this value's type; an integral number is still a `number` here.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) {
    self = .string(value)
  }

  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }

  package init(integerLiteral value: Int) {
    self = .number(JSONNumber(value))
  }

  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0, value: $1) }))
  }

  package init(nilLiteral: ()) {
    self = .null
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as compact JSON text.
  package var description: String {
    String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
  }
}
