import HTTP
package import JSON

/// The body of a reply that is a JSON object, in any of the forms the API wraps its data in.
package struct Envelope: Sendable, Equatable {
  package let body: JSONObject

  /// Nil if the bytes are not one JSON object, or if some object has a name twice and could be read in two ways.
  package init?(_ bytes: [UInt8]) {
    guard case .object(let object)? = try? JSONParser.parse(bytes) else { return nil }
    guard JSONValue.object(object).firstDuplicateName == nil else { return nil }
    body = object
  }

  /// For a reply whose body may be missing.
  package static let empty = Envelope(body: [:])

  private init(body: JSONObject) {
    self.body = body
  }

  package var isEmpty: Bool { body.isEmpty }

  package var saysFailure: Bool {
    body["success"] == .bool(false)
  }

  /// What `data` holds, or the body itself where it stands without an envelope, as that of `/health`.
  package var data: JSONValue {
    body["data"] ?? .object(body)
  }
}
