import ClientSettings
import JSON
import Testing

/// A text, and what it must be with a server in it.
struct EditExample: Sendable, CustomTestStringConvertible {
  let before: String
  let after: String
  /// The text after a removal that has nothing but the result to go by; nil if it is the one before.
  var removed: String?

  init(_ before: String, _ after: String, removed: String? = nil) {
    (self.before, self.after, self.removed) = (before, after, removed)
  }

  var testDescription: String { before }

  func check(
    _ format: SettingsFormat, _ container: String, _ entry: JSONObject,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let edit = SettingsEdit(container: [container], name: "payin", entry: entry)
    let result = try format.adding(edit, to: Array(before.utf8))
    #expect(String(decoding: result, as: UTF8.self) == after, sourceLocation: sourceLocation)
    #expect(try format.adding(edit, to: result) == result, sourceLocation: sourceLocation)
    let without = try format.removing([container, "payin"], from: result)
    #expect(String(decoding: without, as: UTF8.self) == removed ?? before, sourceLocation: sourceLocation)
  }
}
