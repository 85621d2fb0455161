package import JSON

/// Reads numbers where a schema wants text and digits where it wants numbers, where that is unambiguous.
///
/// Models send numbers as text, and clients turn texts of digits into numbers. The literal is taken over digit by digit:
/// no amount passes through binary floating point. A null where a schema wants something else, but not by all means, is
/// nothing given: models under OpenAI's strict functions write every argument, and null for those they leave out. Nothing
/// else is converted; the schema judges the outcome.
package struct ArgumentCoercion: Sendable {
  package private(set) var notes: [CoercionNote] = []
  private var pointer = JSONPointer()

  /// The arguments to validate, and what was understood.
  package static func apply(
    to arguments: JSONObject, _ schema: JSONSchema
  ) -> (arguments: JSONObject, notes: [CoercionNote]) {
    guard case .constrained(let constraints) = schema.root else { return (arguments, []) }
    var coercion = ArgumentCoercion()
    let coerced = coercion.convert(arguments, constraints)
    return (coerced, coercion.notes)
  }

  private mutating func convert(_ value: JSONValue, _ schema: Subschema) -> JSONValue {
    guard case .constrained(let constraints) = schema else { return value }
    switch (value, constraints.type) {
    case (.number(let number), .string):
      return note(.numberAsText, number.literal, .string(number.literal))
    case (.string(let text), .integer), (.string(let text), .number):
      guard let number = Self.plainNumber(text, isInteger: constraints.type == .integer) else { return value }
      return note(.textAsNumber, text, .number(number))
    case (.array(let elements), _): return .array(convert(elements, constraints.items))
    case (.object(let object), _): return .object(convert(object, constraints))
    default: return value
    }
  }

  private mutating func convert(_ elements: [JSONValue], _ schema: Subschema) -> [JSONValue] {
    guard case .constrained = schema else { return elements }
    return elements.enumerated().map { index, element in
      at(.index(index)) { $0.convert(element, schema) }
    }
  }

  private mutating func convert(_ object: JSONObject, _ constraints: SchemaConstraints) -> JSONObject {
    JSONObject(
      object.members.compactMap { member in
        if member.value.isNull, constraints.leavesOut(member.name) { return nil }
        let value = at(.name(member.name)) {
          $0.convert(member.value, constraints.schema(of: member.name))
        }
        return JSONObject.Member(name: member.name, value: value)
      })
  }

  /// Digits with an optional sign and, for a number, a fraction. No exponents: nobody writes a page size as `1e2`.
  private static func plainNumber(_ text: String, isInteger: Bool) -> JSONNumber? {
    let allowed = isInteger ? "-0123456789" : "-.0123456789"
    guard text.utf8.allSatisfy(allowed.utf8.contains) else { return nil }
    return JSONNumber(text)
  }

  private mutating func note(_ reading: CoercionNote.Reading, _ literal: String, _ value: JSONValue) -> JSONValue {
    notes.append(CoercionNote(pointer: pointer.shortened, reading: reading, literal: literal))
    return value
  }

  private mutating func at<Result>(_ token: JSONPointer.Token, _ body: (inout Self) -> Result) -> Result {
    pointer.append(token)
    defer { pointer.removeLast() }
    return body(&self)
  }
}

extension SchemaConstraints {
  /// Whether the property has a type, which is never null, and may be missing.
  fileprivate func leavesOut(_ name: String) -> Bool {
    guard !required.contains(name), case .constrained(let constraints) = schema(of: name) else { return false }
    return constraints.type != nil
  }
}
