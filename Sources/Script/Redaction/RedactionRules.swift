/// What is a secret in a session.
package struct RedactionRules: Sendable {
  /// A secret that is known, such as the value of a variable of the environment.
  package struct Value: Sendable {
    package let text: String
    package let placeholder: String

    package init(_ text: String, placeholder: String) {
      (self.text, self.placeholder) = (text, placeholder)
    }
  }

  /// Shorter values are not looked for: they would hit words and amounts that have nothing to do with them.
  static let shortestValue = 8

  let values: [Value]
  /// How a secret begins, and what stands in its place: `pk_` and `pk_redacted`.
  let prefixes: [(prefix: [UInt8], placeholder: String)]
  /// The names of members, headers and parameters of a query whose values are secrets, in lower case and without `-` and
  /// `_`, and what stands in their place.
  let names: [String: String]
  /// Those of the names whose values may have several words, such as `password` and `mnemonic`.
  let phrases: Set<String>
  /// Texts that look like secrets and are public.
  let exempt: Set<String>

  /// The names by which a longer name is known, the longest first: `PAYIN_API_KEY` by `apikey`.
  private let endings: [(name: String, placeholder: String)]
  /// Shorter names say little at the end of a longer one: a `progressToken` is no secret.
  private static let shortestEnding = 6

  package init(
    values: [Value], prefixes: [String: String], names: [String: String], phrases: Set<String> = [],
    exempt: Set<String> = []
  ) {
    self.values = values.filter { $0.text.utf8.count >= Self.shortestValue }
    self.prefixes = prefixes.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), $0.value) }
    self.names = names
    self.phrases = phrases
    self.exempt = exempt
    endings = names.filter { $0.key.utf8.count >= Self.shortestEnding }.map { ($0.key, $0.value) }
      .sorted { ($1.name.utf8.count, $0.name) < ($0.name.utf8.count, $1.name) }
  }

  /// The placeholder for the value of a name, or nil if it is no secret.
  func placeholder(ofName name: String) -> String? {
    let name = Self.plain(name)
    return names[name] ?? endings.first { name.hasSuffix($0.name) }?.placeholder
  }

  /// Whether the value of a name may have several words.
  func isPhrase(ofName name: String) -> Bool {
    let name = Self.plain(name)
    return phrases.contains { name.hasSuffix($0) }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" }
  }
}
