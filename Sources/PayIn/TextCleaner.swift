/// Makes text from the API safe to show to people and models: it is data, and may try to look like something else.
package struct TextCleaner: Sendable {
  /// Unicode scalars of any text that is shown; a longer one ends in "…".
  package static let defaultLimit = 512

  /// Replaced wherever it turns up: a server may quote the key it refuses.
  private let key: APIKey?
  private let secret: WebhookSecret?

  package init(hiding key: APIKey? = nil, _ secret: WebhookSecret? = nil) {
    self.key = key
    self.secret = secret
  }

  /// On one line, without control, bidirectional and invisible characters.
  package func clean(_ text: String, limit: Int = defaultLimit) -> String {
    // Nearly all text is plain ASCII, and asking Unicode about each character is dear.
    let visible = text.utf8.allSatisfy { 0x20..<0x7F ~= $0 } ? text : Self.visible(text)
    let withoutKey = key?.redact(visible) ?? visible
    return Self.cut(secret?.redact(withoutKey) ?? withoutKey, to: limit)
  }

  private static func visible(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        scalars.append(" ")
      } else if !isInvisible(scalar) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.isWhitespace
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
