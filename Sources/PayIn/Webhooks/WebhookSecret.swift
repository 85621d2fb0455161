/// What the webhooks of one endpoint are signed with. Nothing prints it: not interpolation, not `dump`, not an encoder.
package struct WebhookSecret: Sendable {
  private let secret: String

  /// Whoever sets up an endpoint chooses its secret, so that any text may be one; refused is what can only be a mistake.
  package init(_ text: String) throws(ValidationError) {
    if let error = ValidationError(of: text) { throw error }
    secret = text
  }

  private init(known text: String) {
    secret = text
  }

  /// Of the embedded sandbox as long as none is set. No secret: it protects play money only.
  package static let sandbox = WebhookSecret(known: "whsec_test_embedded_sandbox")

  package func isSame(as other: WebhookSecret) -> Bool {
    secret.utf8.elementsEqual(other.secret.utf8)
  }

  func code(of message: [UInt8]) -> AuthenticationCode {
    AuthenticationCode(of: message, key: Array(secret.utf8))
  }

  /// The text with every occurrence of the secret replaced. A secret of fewer than 8 characters is let stand: it would
  /// hit words and amounts that have nothing to do with it.
  func redact(_ text: String) -> String {
    guard secret.unicodeScalars.count >= 8 else { return text }
    return text.replacingBytes(of: secret, with: "whsec_…")
  }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "WebhookSecret(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
