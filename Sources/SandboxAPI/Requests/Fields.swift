import HTTP
package import JSON
import SandboxModel

/// The members of a request body, checked one by one. `null` is the same as absent.
package struct Fields {
  private static let maximumTextLength = 255

  private let object: JSONObject

  /// An empty body has no fields.
  package init(_ request: Request) throws(APIError) {
    guard !request.body.isEmpty else {
      object = JSONObject()
      return
    }
    try Self.requireJSON(request)
    guard let value = try Self.parse(request.body).object else { throw .validation("The body must be a JSON object") }
    // Of two amounts it would be anyone's guess which one is meant.
    if let name = value.firstDuplicateName { throw .validation("\(name) is given twice") }
    object = value
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

  /// Whether the member is there at all, be it `null`.
  package func has(_ name: String) -> Bool {
    object[name] != nil
  }

  /// Names all that are absent or blank at once.
  func require(_ names: String...) throws(APIError) {
    let missing = names.filter { name in
      guard let value = self[name] else { return true }
      return value.string?.allSatisfy(\.isWhitespace) ?? false
    }
    guard missing.isEmpty else { throw .missing(missing) }
  }

  /// At most 255 characters.
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

  /// The object's JSON text, its literals and the order of its members kept.
  func optionalObjectText(_ name: String) throws(APIError) -> String? {
    guard let value = self[name] else { return nil }
    guard value.object != nil else { throw .invalid(name, "must be an object") }
    return value.description
  }

  /// Where a browser may be sent.
  func optionalURL(_ name: String) throws(APIError) -> String? {
    guard let url = try optionalString(name) else { return nil }
    guard ["http://", "https://"].contains(where: { url.lowercased().hasPrefix($0) && url.count > $0.count }) else {
      throw .invalid(name, "must be an http or https URL")
    }
    return url
  }
}

extension Fields {
  /// One of the type's raw values.
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

/// As the service's code reads bodies: what is of another type is not there.
extension Fields {
  /// Those that are no strings with something in them.
  package func missing(_ names: String...) -> [String] {
    names.filter { self[$0]?.string?.contains { !$0.isWhitespace } != true }
  }

  package func string(_ name: String) -> String? {
    self[name]?.string
  }

  func objectText(_ name: String) -> String? {
    self[name].flatMap { $0.object == nil ? nil : $0.description }
  }

  /// A string, or a number by its digits.
  package func digits(_ name: String) -> String? {
    self[name].flatMap { $0.string ?? $0.number?.literal }
  }
}
