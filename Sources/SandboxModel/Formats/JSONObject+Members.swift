import JSON

extension JSONObject {
  package mutating func appendIfPresent(_ name: String, _ value: String?) {
    if let value { append(name, .string(value)) }
  }

  package mutating func appendIfPresent(_ name: String, _ value: Timestamp?) {
    if let value { append(name, .string(value.description)) }
  }

  /// Appends a member from JSON text that this program stored earlier.
  package mutating func appendIfPresent(_ name: String, json text: String?) throws {
    if let text { append(name, try JSONParser.parse(text)) }
  }

  package mutating func appendIfPresent(_ name: String, _ value: Int?) {
    if let value { append(name, .number(JSONNumber(value))) }
  }
}

extension JSONObject {
  /// Appends a member that is `null` without a value, like a column of a row.
  package mutating func append(_ name: String, column value: String?) {
    append(name, value.map(JSONValue.string) ?? .null)
  }

  package mutating func append(_ name: String, column value: Timestamp?) {
    append(name, column: value?.description)
  }

  package mutating func append(_ name: String, column value: Int?) {
    append(name, value.map { .number(JSONNumber($0)) } ?? .null)
  }
}
