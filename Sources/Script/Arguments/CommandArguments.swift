package import JSON

/// Reads the arguments of a tool as a command line has them: `name=value`, `name:=JSON`, `--name value`, `--name=value`.
///
/// The tool's schema says how a value is read. A string stays the text that was written, so that `amount=49.90` keeps its
/// digits. What cannot be read as its type stays a string, which the check of the schema then refuses with its reason.
package struct CommandArguments {
  package enum Problem: Error, Equatable {
    /// The word belongs to no argument.
    case unexpected(String)
    case valueMissing(name: String)
    case repeated(name: String)
    case notJSON(name: String, JSONError)
    /// The system gave bytes that are no text.
    case notText(name: String)
  }

  private let properties: JSONObject
  private var arguments: JSONObject
  private var given: Set<[UInt8]> = []

  /// - Parameters:
  ///   - schema: the input schema of the tool.
  ///   - base: arguments that words may replace.
  package static func read(
    _ words: [String], schema: JSONValue, base: JSONObject = [:]
  ) throws(Problem) -> JSONObject {
    var reader = CommandArguments(properties: schema["properties"]?.object ?? [:], arguments: base)
    var rest = words[...]
    while let word = rest.popFirst() { try reader.read(word, &rest) }
    return reader.arguments
  }

  private init(properties: JSONObject, arguments: JSONObject) {
    (self.properties, self.arguments) = (properties, arguments)
  }

  private mutating func read(_ word: String, _ rest: inout ArraySlice<String>) throws(Problem) {
    let isFlag = word.hasPrefix("--")
    let text = isFlag ? String(word.dropFirst(2)) : word
    // Sliced by bytes: a combining mark after the sign would hide it from a search by characters.
    if let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")), sign > text.startIndex {
      let before = text.utf8.index(before: sign)
      let isJSON = text.utf8[before] == UInt8(ascii: ":")
      let name = String(text[..<(isJSON ? before : sign)])
      let value = String(text[text.utf8.index(after: sign)...])
      guard !name.isEmpty else { throw .unexpected(word) }
      try isJSON ? set(name, json: value) : set(name, text: value)
    } else if isFlag, !text.isEmpty {
      try set(text, text: try value(of: text, &rest))
    } else {
      throw .unexpected(word)
    }
  }

  /// The word after a flag. A flag of a boolean may stand alone.
  private func value(of name: String, _ rest: inout ArraySlice<String>) throws(Problem) -> String {
    if properties[name]?["type"] == "boolean", rest.first != "true", rest.first != "false" { return "true" }
    guard let value = rest.popFirst() else { throw .valueMissing(name: name) }
    return value
  }

  private mutating func set(_ name: String, json text: String) throws(Problem) {
    let value = Result { () throws(JSONError) in try JSONParser.parse(text) }
    switch value {
    case .success(let value): try set(name, value)
    case .failure(let error): throw .notJSON(name: name, error)
    }
  }
}

extension CommandArguments {
  private mutating func set(_ name: String, text: String) throws(Problem) {
    // The system's bytes were read as UTF-8, with this character in place of what is none.
    guard !text.unicodeScalars.contains("\u{FFFD}") else { throw .notText(name: name) }
    let schema = properties[name] ?? [:]
    guard schema["type"] == "array" else { return try set(name, Self.value(text, schema)) }
    let elements = Self.elements(text, schema["items"] ?? [:])
    let isFirst = given.insert(Array(name.utf8)).inserted
    let earlier = isFirst ? [] : arguments[name]?.array ?? []
    arguments[name] = .array(earlier + elements)
  }

  private mutating func set(_ name: String, _ value: JSONValue) throws(Problem) {
    guard given.insert(Array(name.utf8)).inserted else { throw .repeated(name: name) }
    arguments[name] = value
  }

  /// The elements of an array: JSON, one object, or texts between commas.
  private static func elements(_ text: String, _ items: JSONValue) -> [JSONValue] {
    if case .array(let elements)? = json(text, after: "[") { return elements }
    if items["type"] == "object" { return [value(text, items)] }
    guard !text.isEmpty else { return [] }
    return text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { value(String(Substring($0)), items) }
  }

  private static func value(_ text: String, _ schema: JSONValue) -> JSONValue {
    switch schema["type"]?.string {
    case "integer", "number": number(text) ?? .string(text)
    case "boolean": text == "true" ? true : text == "false" ? false : .string(text)
    case "object": json(text, after: "{") ?? .string(text)
    default: .string(text)
    }
  }

  /// Plain digits only: a page is not written as `1e2`.
  private static func number(_ text: String) -> JSONValue? {
    guard text.utf8.allSatisfy("-.0123456789".utf8.contains) else { return nil }
    return JSONNumber(text).map(JSONValue.number)
  }

  private static func json(_ text: String, after start: Unicode.Scalar) -> JSONValue? {
    guard text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) == start else { return nil }
    return try? JSONParser.parse(text)
  }
}
