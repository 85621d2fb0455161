package import JSON

/// Reads arguments that came in another form than the schema's, where it is unambiguous what was meant.
///
/// Models send numbers, `true` and `false` as text, and clients turn texts of digits into numbers, or arrays and objects into JSON text.
/// The literal is taken over digit by digit: no amount passes through binary floating point. A null or an empty text for
/// an argument that may be left out is nothing given: models under OpenAI's strict functions write every argument, and
/// some clients send every field of a form. A choice is understood without regard to case. Nothing else is converted; the schema judges the outcome.
package struct ArgumentCoercion: Sendable {
  /// Decides whether a name that the schema does not know may be left out.
  package typealias IgnoredName = (_ name: String, _ value: JSONValue) -> Bool

  package private(set) var notes: [CoercionNote] = []
  private var pointer = JSONPointer()

  /// Returns the arguments to validate, and what was understood.
  ///
  /// - Parameter isIgnored: asked about names at the top level only, and not if there are more than
  ///   `maximumIgnored` of them.
  package static func apply(
    to arguments: JSONObject, _ schema: JSONSchema, ignoring isIgnored: IgnoredName = { _, _ in false }
  ) -> (arguments: JSONObject, notes: [CoercionNote]) {
    guard case .constrained(let constraints) = schema.root else { return (arguments, []) }
    var coercion = ArgumentCoercion()
    let known = coercion.leavingOutUnknown(arguments, constraints, isIgnored)
    let coerced = coercion.convert(known, constraints)
    return (coerced, coercion.notes)
  }

  private mutating func convert(_ value: JSONValue, _ schema: Subschema) -> JSONValue {
    guard case .constrained(let constraints) = schema else { return value }
    switch (value, constraints.type) {
    case (.number(let number), .string):
      return note(.numberAsText, number.literal, .string(number.literal))
    case (.string(let text), .string):
      guard let choice = constraints.choice(inOtherCase: text) else { return value }
      return note(.otherCase, choice, .string(choice))
    case (.string(let text), .integer), (.string(let text), .number):
      guard let number = Self.plainNumber(text, isInteger: constraints.type == .integer) else { return value }
      return note(.textAsNumber, text, .number(number))
    case (.string(let text), .boolean):
      guard let bool = Self.boolean(text) else { return value }
      return note(.textAsBoolean, String(bool), .bool(bool))
    case (.string(let text), .array), (.string(let text), .object):
      return structure(in: text, constraints).map { convert($0, schema) } ?? value
    case (.object, .array) where constraints.items.constraints.type == .object:
      note(.itemAsArray)
      return convert(.array([value]), schema)
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
        if constraints.leavesOut(member) {
          if !member.value.isNull, constraints.accepts(member) { at(.name(member.name)) { $0.note(.emptyText) } }
          return nil
        }
        let value = at(.name(member.name)) {
          $0.convert(member.value, constraints.schema(of: member.name))
        }
        return JSONObject.Member(name: member.name, value: value)
      })
  }

  /// Reads digits with an optional sign and, for a number, a fraction. Exponents are refused: a page size is not
  /// written as `1e2`.
  private static func plainNumber(_ text: String, isInteger: Bool) -> JSONNumber? {
    let allowed = isInteger ? "-0123456789" : "-.0123456789"
    guard text.utf8.allSatisfy(allowed.utf8.contains) else { return nil }
    return JSONNumber(text)
  }

  /// Python writes `True`.
  private static func boolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  private mutating func note(_ reading: CoercionNote.Reading, _ literal: String, _ value: JSONValue) -> JSONValue {
    note(reading, literal)
    return value
  }

  private mutating func note(_ reading: CoercionNote.Reading, _ literal: String = "") {
    notes.append(CoercionNote(pointer: pointer.shortened, reading: reading, literal: literal))
  }

  private mutating func at<Result>(_ token: JSONPointer.Token, _ body: (inout Self) -> Result) -> Result {
    pointer.append(token)
    defer { pointer.removeLast() }
    return body(&self)
  }
}

extension SchemaConstraints {
  /// The one choice that differs from the text only in the case of its letters; nil if the text is a choice itself.
  fileprivate func choice(inOtherCase text: String) -> String? {
    guard let choices = choices?.compactMap(\.string), !choices.contains(where: text.hasSameBytes),
      let longest = choices.map(\.utf8.count).max(), text.utf8.count <= longest
    else { return nil }
    let same = choices.filter { $0.lowercased().hasSameBytes(as: text.lowercased()) }
    return same.count == 1 ? same[0] : nil
  }

  /// Whether the member is an argument that was not filled in: null or an empty text for one that may be missing and
  /// has a type. `minLength: 0` in its schema says that an empty text is a value of its own.
  fileprivate func leavesOut(_ member: JSONObject.Member) -> Bool {
    guard member.value.isNull || member.value == "", !required.contains(where: member.name.hasSameBytes),
      case .constrained(let constraints) = schema(of: member.name), let type = constraints.type
    else { return false }
    return member.value.isNull ? type != .null : constraints.length.least != 0
  }

  /// Whether the value fits the schema as it is, so that it could have been meant.
  fileprivate func accepts(_ member: JSONObject.Member) -> Bool {
    var checker = SchemaChecker()
    checker.check(member.value, schema(of: member.name))
    return checker.violations.isEmpty
  }
}

extension ArgumentCoercion {
  /// Returns the array or object that a text holds as JSON, where the schema wants one; nil if the text is not exactly
  /// one such value, or could be read in two ways because an object in it has a name twice.
  ///
  /// The text has the parser's bounds: 128 levels, no lone surrogates. A text inside the value is read again where the
  /// schema wants that, so no more often than the schema is deep.
  private mutating func structure(in text: String, _ constraints: SchemaConstraints) -> JSONValue? {
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

extension ArgumentCoercion {
  /// The greatest number of unknown names that are checked one by one. No known host adds as many.
  private static let maximumIgnored = 16

  /// Returns the arguments without the unknown ones that may be ignored, and notes each.
  private mutating func leavingOutUnknown(
    _ arguments: JSONObject, _ constraints: SchemaConstraints, _ isIgnored: IgnoredName
  ) -> JSONObject {
    guard case .nothing = constraints.additionalProperties else { return arguments }
    let unknown = arguments.members.count { constraints.property($0.name) == nil }
    guard 1...Self.maximumIgnored ~= unknown else { return arguments }
    return JSONObject(
      arguments.members.filter { member in
        guard constraints.property(member.name) == nil, isIgnored(member.name, member.value) else { return true }
        at(.name(member.name)) { $0.note(.ignored) }
        return false
      })
  }
}
