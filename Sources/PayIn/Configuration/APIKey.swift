/// The secret of one account on one network. Interpolation, `dump` and encoders do not print it.
package struct APIKey: Sendable {
  private let secret: String
  /// The value of the `Authorization` header.
  private let headerValue: String

  /// Accepts a text that can stand in a header: `pk_` and visible ASCII without spaces.
  package init(_ text: String) throws(ValidationError) {
    if let error = ValidationError(of: text) { throw error }
    secret = text
    headerValue = "Bearer \(text)"
  }

  /// The prefix, and the last four characters if they give away less than a third of the key.
  package var masked: String {
    secret.utf8.count >= 16 ? "pk_…\(secret.suffix(4))" : "pk_…"
  }

  /// Whether the key begins with a prefix that says what it is for.
  package func begins(with prefix: String) -> Bool {
    secret.hasPrefix(prefix)
  }

  /// Passes the value of the `Authorization` header to `body`. Only the step that authorises a request uses it.
  func withHeaderValue<Result>(_ body: (String) -> Result) -> Result {
    body(headerValue)
  }

  var byteCount: Int { secret.utf8.count }

  func occurs(in text: String) -> Bool {
    text.holdsBytes(of: secret)
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

extension APIKey {
  /// Why a text is no usable key. Does not contain the text.
  package enum ValidationError: Error, Sendable, Equatable, CaseIterable {
    case blank
    case quoted
    /// A `${NAME}`, `$NAME` or `%NAME%` that no shell or client replaced.
    case unexpanded
    case whitespace
    case bearerPrefix
    case webhookSecret
    case wrongPrefix
    case placeholder
    case unusableCharacters

    init?(of text: String) {
      guard let found = Self.tests.first(where: { $0.applies(text) }) else { return nil }
      self = found.error
    }

    /// The tests; the first that applies explains most.
    private static let tests: [(error: ValidationError, applies: @Sendable (String) -> Bool)] = [
      (.blank, { $0.allSatisfy(\.isWhitespace) }),
      (.quoted, { text in ["\"", "'", "`", "“", "‘"].contains { text.hasPrefix($0) || text.hasSuffix($0) } }),
      (.unexpanded, { $0.hasPrefix("$") || $0.contains("${") || ($0.hasPrefix("%") && $0.hasSuffix("%")) }),
      (.bearerPrefix, { $0.lowercased().hasPrefix("bearer") }),
      (.whitespace, { $0.contains(where: \.isWhitespace) }),
      (.webhookSecret, { $0.hasPrefix("whsec_") }),
      (.wrongPrefix, { !$0.hasPrefix("pk_") }),
      (.placeholder, { isPlaceholder($0.dropFirst(3).lowercased()) }),
      (.unusableCharacters, { !$0.utf8.allSatisfy { 0x21...0x7E ~= $0 } }),
    ]

    /// Whether the text is one of the placeholders that guides print: `pk_xxxxxxxxxxxxx`, `pk_your_api_key_here`, `pk_...`.
    private static func isPlaceholder(_ rest: String) -> Bool {
      rest.allSatisfy { $0 == "x" || $0 == "." || $0 == "…" || $0 == "*" } || rest.hasPrefix("your_")
        || rest.hasPrefix("your-")
    }
  }
}
