extension APIKey {
  /// What is wrong with a text that should be a key. Says nothing of the text itself.
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

    /// In the order in which they explain most.
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

    /// The stand-ins that guides print: `pk_xxxxxxxxxxxxx`, `pk_your_api_key_here`, `pk_...`.
    private static func isPlaceholder(_ rest: String) -> Bool {
      rest.allSatisfy { $0 == "x" || $0 == "." || $0 == "…" || $0 == "*" } || rest.hasPrefix("your_")
        || rest.hasPrefix("your-")
    }
  }
}
