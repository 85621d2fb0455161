import Formats

/// Targets and URLs as they may be reported.
package enum LoggedTarget {
  private static let longest = 200

  /// Returns the target with "…" in place of each segment and each value that holds a key, a secret or a token, cut to
  /// 200 characters.
  package static func text(_ target: String, hiding token: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var text = join(parts[0], "/") { isSecret($0, token) ? "…" : $0 }
    if parts.count > 1 {
      text += "?" + join(parts[1], "&") { item(in: $0, token) }
    }
    return text.unicodeScalars.count > longest ? String(text.unicodeScalars.prefix(longest - 1)) + "…" : text
  }

  package static func withoutQuery(_ url: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1)
    return parts.count > 1 ? parts[0] + "?…" : url
  }

  private static func join(_ text: Substring, _ separator: Character, _ shown: (Substring) -> Substring) -> String {
    text.split(separator: separator, omittingEmptySubsequences: false).map(shown).joined(separator: "\(separator)")
  }

  private static func item(in text: Substring, _ token: String) -> Substring {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return isSecret(text, token) ? "…" : text }
    // `token=USDT` filters a list; the tokens of the dashboard and of previews are longer.
    let name = parts[0].lowercased()
    let isNamed = parts[1].count > longestSymbol && secretNames.contains { name.contains($0) }
    return isNamed || isSecret(text, token) ? "\(parts[0].prefix(longestName))=…" : text
  }

  /// Parts of parameter names whose values are secrets.
  private static let secretNames = ["token", "key", "secret", "passw", "auth"]
  private static let longestSymbol = 8
  private static let longestName = 20

  /// The text, or "…" if it holds a key or a secret.
  static func masked(_ text: String) -> String {
    ["pk_", "whsec_"].contains { text.contains($0) } ? "…" : text
  }

  private static func isSecret(_ text: Substring, _ token: String) -> Bool {
    let decoded = PercentEncoding.decode(text, plusIsSpace: true) ?? String(text)
    return [token, "pk_", "whsec_"].contains { decoded.contains($0) || text.contains($0) }
  }
}
