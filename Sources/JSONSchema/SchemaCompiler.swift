import JSON

/// Turns a schema's JSON into a `Subschema`. It refuses everything that it does not understand.
struct SchemaCompiler {
  /// The place in the schema that this compiler reads.
  private var pointer = JSONPointer()

  func compile(_ schema: JSONValue) throws(JSONSchemaError) -> Subschema {
    switch schema {
    case .bool(let isAnything): return isAnything ? .anything : .nothing
    case .object(let object): return .constrained(try compile(object))
    default: throw error(.notASchema)
    }
  }

  private func compile(_ object: JSONObject) throws(JSONSchemaError) -> SchemaConstraints {
    if let name = object.firstDuplicateName { throw inside(name).error(.repeatedKeyword) }
    var constraints = SchemaConstraints()
    // The type comes first, so that the other keywords can be held against it.
    if let type = object["type"] { constraints.type = try inside("type").type(type) }
    for member in object.members {
      try inside(member.name).read(member, into: &constraints)
    }
    if constraints.type == .array, object["items"] == nil { throw error(.arrayWithoutItems) }
    return constraints
  }

  private func read(
    _ member: JSONObject.Member, into constraints: inout SchemaConstraints
  ) throws(JSONSchemaError) {
    guard let keyword = SchemaKeyword(rawValue: member.name) else { throw error(.unknownKeyword) }
    if let type = constraints.type, !keyword.applies(to: type) { throw error(.inapplicableKeyword) }
    let value = member.value
    switch keyword {
    case .type, .default: break
    case .enum: constraints.choices = try choices(value)
    case .properties: constraints.properties = try properties(value)
    case .required: constraints.required = try names(value)
    case .additionalProperties: constraints.additionalProperties = try compile(value)
    case .items: constraints.items = try compile(value)
    case .minItems: try bound(&constraints.itemCount, \.least, count(value))
    case .maxItems: try bound(&constraints.itemCount, \.most, count(value))
    case .minLength: try bound(&constraints.length, \.least, count(value))
    case .maxLength: try bound(&constraints.length, \.most, count(value))
    case .minimum: try bound(&constraints.range, \.least, number(value))
    case .maximum: try bound(&constraints.range, \.most, number(value))
    case .pattern: constraints.pattern = try pattern(value)
    case .format: constraints.format = try format(value)
    case .title, .description: _ = try string(value)
    case .examples: constraints.example = try array(value).first
    }
  }

  private func properties(_ value: JSONValue) throws(JSONSchemaError) -> [SchemaConstraints.Property] {
    guard let object = value.object else { throw error(.malformedKeyword) }
    if let name = object.firstDuplicateName { throw inside(name).error(.repeatedName) }
    var properties: [SchemaConstraints.Property] = []
    for member in object.members {
      let schema = try inside(member.name).compile(member.value)
      properties.append(SchemaConstraints.Property(name: member.name, schema: schema))
    }
    return properties
  }

  private func inside(_ name: String) -> SchemaCompiler {
    SchemaCompiler(pointer: pointer.appending(name))
  }

  private func error(_ code: JSONSchemaError.Code) -> JSONSchemaError {
    JSONSchemaError(code, at: pointer)
  }
}

/// Reads the values that keywords may have.
extension SchemaCompiler {
  private func type(_ value: JSONValue) throws(JSONSchemaError) -> SchemaType {
    guard let type = SchemaType(rawValue: try string(value)) else { throw error(.unknownType) }
    return type
  }

  private func format(_ value: JSONValue) throws(JSONSchemaError) -> SchemaFormat {
    guard let format = SchemaFormat(rawValue: try string(value)) else { throw error(.unknownFormat) }
    return format
  }

  private func pattern(_ value: JSONValue) throws(JSONSchemaError) -> Pattern {
    let text = try string(value)
    do {
      return try Pattern(text)
    } catch {
      throw self.error(.pattern(error))
    }
  }

  private func choices(_ value: JSONValue) throws(JSONSchemaError) -> [JSONValue] {
    let choices = try array(value)
    guard !choices.isEmpty else { throw error(.malformedKeyword) }
    for (index, choice) in choices.enumerated() where choices[..<index].contains(where: choice.isSameValue) {
      throw JSONSchemaError(.repeatedName, at: pointer.appending(.index(index)))
    }
    return choices
  }

  private func names(_ value: JSONValue) throws(JSONSchemaError) -> [String] {
    var names: [String] = []
    for (index, element) in try array(value).enumerated() {
      let place = pointer.appending(.index(index))
      guard let name = element.string else { throw JSONSchemaError(.malformedKeyword, at: place) }
      guard !names.contains(where: name.hasSameBytes) else { throw JSONSchemaError(.repeatedName, at: place) }
      names.append(name)
    }
    return names
  }

  private func bound<Bound>(
    _ bounds: inout Bounds<Bound>, _ end: WritableKeyPath<Bounds<Bound>, Bound?>, _ value: Bound
  ) throws(JSONSchemaError) {
    bounds[keyPath: end] = value
    if bounds.isEmpty { throw error(.emptyRange) }
  }

  /// Reads a count, which is never negative.
  private func count(_ value: JSONValue) throws(JSONSchemaError) -> Int {
    guard let count = value.number?.integer, count >= 0 else { throw error(.malformedKeyword) }
    return count
  }

  private func number(_ value: JSONValue) throws(JSONSchemaError) -> JSONNumber {
    guard let number = value.number else { throw error(.malformedKeyword) }
    return number
  }

  private func string(_ value: JSONValue) throws(JSONSchemaError) -> String {
    guard let string = value.string else { throw error(.malformedKeyword) }
    return string
  }

  private func array(_ value: JSONValue) throws(JSONSchemaError) -> [JSONValue] {
    guard let array = value.array else { throw error(.malformedKeyword) }
    return array
  }
}
