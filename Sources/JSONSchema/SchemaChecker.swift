import JSON

/// Checks a value against its schema in one walk, which goes no deeper than the schema does.
struct SchemaChecker {
  private(set) var violations = SchemaViolations()
  private var pointer = JSONPointer()

  init() {}

  mutating func check(_ value: JSONValue, _ schema: Subschema, isOptional: Bool = false) {
    switch schema {
    case .anything: return
    case .nothing: report(.forbidden(value), SchemaConstraints())
    case .constrained(let constraints): check(value, constraints, isOptional)
    }
  }

  private mutating func check(_ value: JSONValue, _ constraints: SchemaConstraints, _ isOptional: Bool) {
    if let type = constraints.type, !type.matches(value) {
      return report(value.isNull && isOptional ? .nullForOptional : .wrongType(value), constraints)
    }
    if let choices = constraints.choices, !choices.contains(where: value.isSameValue) {
      report(.notAChoice(value), constraints)
    }
    switch value {
    case .string(let text): check(text, constraints)
    case .number(let number): check(number, constraints)
    case .array(let elements): check(elements, constraints)
    case .object(let object): check(object, constraints)
    case .bool, .null: return
    }
  }

  private mutating func check(_ text: String, _ constraints: SchemaConstraints) {
    let length = text.unicodeScalars.count
    if let least = constraints.length.least, length < least { report(.tooShort(.string(text)), constraints) }
    if let most = constraints.length.most, length > most { report(.tooLong(.string(text)), constraints) }
    if let pattern = constraints.pattern, !pattern.matches(text) { report(.noMatch(.string(text)), constraints) }
    if let format = constraints.format, !format.matches(text) { report(.wrongFormat(.string(text)), constraints) }
  }

  private mutating func check(_ number: JSONNumber, _ constraints: SchemaConstraints) {
    if let least = constraints.range.least, number.compare(least) < 0 {
      report(.tooSmall(.number(number)), constraints)
    }
    if let most = constraints.range.most, number.compare(most) > 0 { report(.tooLarge(.number(number)), constraints) }
  }

  private mutating func check(_ elements: [JSONValue], _ constraints: SchemaConstraints) {
    if let least = constraints.itemCount.least, elements.count < least {
      report(.tooFew(.array(elements)), constraints)
    }
    if let most = constraints.itemCount.most, elements.count > most { report(.tooMany(.array(elements)), constraints) }
    if case .anything = constraints.items { return }
    for (index, element) in elements.enumerated() {
      pointer.append(.index(index))
      check(element, constraints.items)
      pointer.removeLast()
    }
  }

  private mutating func check(_ object: JSONObject, _ constraints: SchemaConstraints) {
    for name in constraints.required where object[name] == nil {
      let schema = constraints.schema(of: name)
      at(name) { $0.report(.missing, schema.constraints) }
    }
    for member in object.members {
      at(member.name) { $0.check(member, of: object, constraints) }
    }
  }

  private mutating func check(_ member: JSONObject.Member, of object: JSONObject, _ constraints: SchemaConstraints) {
    if let schema = constraints.property(member.name) {
      return check(member.value, schema, isOptional: !constraints.required.contains(where: member.name.hasSameBytes))
    }
    guard case .nothing = constraints.additionalProperties else {
      return check(member.value, constraints.additionalProperties)
    }
    report(unknown(member, of: object, constraints), SchemaConstraints())
  }

  private func unknown(
    _ member: JSONObject.Member, of object: JSONObject, _ constraints: SchemaConstraints
  ) -> SchemaViolation.Problem {
    let known = constraints.properties.map(\.name)
    // Thousands of unknown names are counted, not compared.
    let candidates = violations.isFull ? [] : known.filter { object[$0] == nil }
    let suggestion = Suggestion.nearest(to: member.name, among: candidates)
    return .unknownProperty(member.value, suggestion: suggestion, known: known, unused: candidates)
  }

  private mutating func at(_ name: String, _ body: (inout SchemaChecker) -> Void) {
    pointer.append(.name(name))
    body(&self)
    pointer.removeLast()
  }

  private mutating func report(_ problem: SchemaViolation.Problem, _ constraints: SchemaConstraints) {
    violations.append(SchemaViolation(pointer: pointer.shortened, problem: problem, constraints: constraints))
  }
}
