import JSON

extension JSONObject {
  mutating func appendIfPresent(_ name: String, _ value: String?) {
    if let value { append(name, .string(value)) }
  }

  mutating func appendIfPresent(_ name: String, _ value: Timestamp?) {
    if let value { append(name, .string(value.description)) }
  }

  /// JSON text that this program stored earlier.
  mutating func appendIfPresent(_ name: String, json text: String?) throws {
    if let text { append(name, try JSONParser.parse(text)) }
  }
}
