import JSON

/// The values a keyword may have.
extension SchemaCompiler {
  func type(_ value: JSONValue) throws(JSONSchemaError) -> SchemaType {
    guard let type = SchemaType(rawValue: try string(value)) else { throw error(.unknownType) }
    return type
  }

  func format(_ value: JSONValue) throws(JSONSchemaError) -> SchemaFormat {
    guard let format = SchemaFormat(rawValue: try string(value)) else { throw error(.unknownFormat) }
    return format
  }

  func pattern(_ value: JSONValue) throws(JSONSchemaError) -> Pattern {
    let text = try string(value)
    do {
      return try Pattern(text)
    } catch {
      throw self.error(.pattern(error))
    }
  }

  func choices(_ value: JSONValue) throws(JSONSchemaError) -> [JSONValue] {
    let choices = try array(value)
    guard !choices.isEmpty else { throw error(.malformedKeyword) }
    for (index, choice) in choices.enumerated() where choices[..<index].contains(where: choice.isSameValue) {
      throw JSONSchemaError(.repeatedName, at: pointer.appending(.index(index)))
    }
    return choices
  }

  func names(_ value: JSONValue) throws(JSONSchemaError) -> [String] {
    var names: [String] = []
    for (index, element) in try array(value).enumerated() {
      let place = pointer.appending(.index(index))
      guard let name = element.string else { throw JSONSchemaError(.malformedKeyword, at: place) }
      guard !names.contains(where: name.hasSameBytes) else { throw JSONSchemaError(.repeatedName, at: place) }
      names.append(name)
    }
    return names
  }

  func bound<Bound>(
    _ bounds: inout Bounds<Bound>, _ end: WritableKeyPath<Bounds<Bound>, Bound?>, _ value: Bound
  ) throws(JSONSchemaError) {
    bounds[keyPath: end] = value
    if bounds.isEmpty { throw error(.emptyRange) }
  }

  /// Not negative.
  func count(_ value: JSONValue) throws(JSONSchemaError) -> Int {
    guard let count = value.number?.integer, count >= 0 else { throw error(.malformedKeyword) }
    return count
  }

  func number(_ value: JSONValue) throws(JSONSchemaError) -> JSONNumber {
    guard let number = value.number else { throw error(.malformedKeyword) }
    return number
  }

  func string(_ value: JSONValue) throws(JSONSchemaError) -> String {
    guard let string = value.string else { throw error(.malformedKeyword) }
    return string
  }

  func array(_ value: JSONValue) throws(JSONSchemaError) -> [JSONValue] {
    guard let array = value.array else { throw error(.malformedKeyword) }
    return array
  }
}
