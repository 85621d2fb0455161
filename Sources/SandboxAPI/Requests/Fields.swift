import HTTP
package import JSON
import SandboxModel

/// The members of a request body, validated one by one. `null` is the same as absent.
package struct Fields {
  private static let maximumTextLength = 255

  private let object: JSONObject

  /// Parses the body; an empty one has no members.
  package init(_ request: Request) throws(APIError) {
    guard !request.body.isEmpty else {
      object = JSONObject()
      return
    }
    try Self.requireJSON(request)
    guard let value = try Self.parse(request.body).object else { throw .validation("The body must be a JSON object") }
    // Of two amounts it would be uncertain which one counts.
    if let name = value.firstDuplicateName { throw .validation("\(name) is given twice") }
    object = value
  }

  /// Parses the body of a control. With a misspelt `amount` ignored, the whole of an order would be paid.
  init(_ request: Request, only names: [String]) throws(APIError) {
    try self.init(request)
    guard let unknown = object.members.first(where: { !names.contains($0.name) }) else { return }
    let known = names.isEmpty ? "nothing can be given here" : "known are \(names.joined(separator: ", "))"
    throw .invalid(unknown.name, "is unknown: \(known)")
  }

  private static func requireJSON(_ request: Request) throws(APIError) {
    let type = request.headers["Content-Type"]?.lowercased() ?? ""
    guard type.hasPrefix("application/json") else { throw .validation("Content-Type must be application/json") }
  }

  private static func parse(_ body: [UInt8]) throws(APIError) -> JSONValue {
    do {
      return try JSONParser.parse(body)
    } catch {
      throw .validation("The body is not valid JSON: \(error)")
    }
  }

  package subscript(name: String) -> JSONValue? {
    guard let value = object[name], !value.isNull else { return nil }
    return value
  }

  /// Whether the member is present, even as `null`.
  func has(_ name: String) -> Bool {
    object[name] != nil
  }

  /// Requires members. The error names all that are absent or blank.
  func require(_ names: String...) throws(APIError) {
    let missing = names.filter { name in
      guard let value = self[name] else { return true }
      return value.string?.allSatisfy(\.isWhitespace) ?? false
    }
    guard missing.isEmpty else { throw .missing(missing) }
  }

  /// Reads a string of at most 255 characters.
  package func text(_ name: String) throws(APIError) -> String {
    guard let text = try optionalText(name) else { throw .missing([name]) }
    return text
  }

  func optionalText(_ name: String) throws(APIError) -> String? {
    guard let text = try optionalString(name) else { return nil }
    guard text.unicodeScalars.count <= Self.maximumTextLength else {
      throw .invalid(name, "must have at most \(Self.maximumTextLength) characters")
    }
    return text
  }

  func optionalString(_ name: String) throws(APIError) -> String? {
    guard let value = self[name] else { return nil }
    guard let string = value.string else { throw .invalid(name, "must be a string") }
    return string
  }

  func optionalInteger(_ name: String) throws(APIError) -> Int? {
    guard let value = self[name] else { return nil }
    guard let integer = value.number?.integer else { throw .invalid(name, "must be a whole number") }
    return integer
  }

  func optionalBool(_ name: String) throws(APIError) -> Bool? {
    guard let value = self[name] else { return nil }
    guard let bool = value.bool else { throw .invalid(name, "must be true or false") }
    return bool
  }

  /// Reads an object as JSON text; its literals and the order of its members are kept.
  func optionalObjectText(_ name: String) throws(APIError) -> String? {
    guard let value = self[name] else { return nil }
    guard value.object != nil else { throw .invalid(name, "must be an object") }
    return value.description
  }

  /// Reads an http or https URL.
  func optionalURL(_ name: String) throws(APIError) -> String? {
    guard let url = try optionalString(name) else { return nil }
    guard ["http://", "https://"].contains(where: { url.lowercased().hasPrefix($0) && url.count > $0.count }) else {
      throw .invalid(name, "must be an http or https URL")
    }
    return url
  }
}

extension Fields {
  /// Reads one of the type's raw values.
  func optionalChoice<Value: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Value.Type
  ) throws(APIError) -> Value? {
    guard let text = try optionalText(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .invalid(name, "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  func optionalInteger(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
    guard let integer = try optionalInteger(name) else { return nil }
    guard range.contains(integer) else {
      throw .invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }
}

/// The way in which the service's code reads bodies: a member of another type counts as absent.
extension Fields {
  /// The names of the members that are not strings, or are blank.
  package func missing(_ names: String...) -> [String] {
    names.filter { self[$0]?.string?.contains { !$0.isWhitespace } != true }
  }

  package func string(_ name: String) -> String? {
    self[name]?.string
  }

  func objectText(_ name: String) -> String? {
    self[name].flatMap { $0.object == nil ? nil : $0.description }
  }

  /// A string, or the literal of a number.
  func digits(_ name: String) -> String? {
    self[name].flatMap { $0.string ?? $0.number?.literal }
  }
}
