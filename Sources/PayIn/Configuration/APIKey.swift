/// The secret of one account on one network. Nothing prints it: not interpolation, not `dump`, not an encoder.
package struct APIKey: Sendable {
  private let secret: String

  /// A key that can stand in a header: `pk_` and visible ASCII without spaces.
  package init(_ text: String) throws(ValidationError) {
    if let error = ValidationError(of: text) { throw error }
    secret = text
  }

  /// The prefix, and the last four characters if they give away less than a third of the key.
  package var masked: String {
    secret.utf8.count >= 16 ? "pk_…\(secret.suffix(4))" : "pk_…"
  }

  /// The value of the `Authorization` header; for the step that authorises a request, and for nothing else.
  func withHeaderValue<Result>(_ body: (String) -> Result) -> Result {
    body("Bearer \(secret)")
  }

  /// The text with every occurrence of the key replaced by its masked form.
  func redact(_ text: String) -> String {
    text.replacingBytes(of: secret, with: masked)
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "APIKey(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
