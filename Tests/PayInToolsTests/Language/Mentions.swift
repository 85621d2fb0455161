/// What a text must name in every language alike: addresses, variables, field names, codes, numbers, and what stands in
/// backticks.
enum Mentions {
  /// Codes in descriptions of tools; elsewhere these are words.
  static let codes: Set = [
    "pending", "completed", "expired", "late", "none", "source", "timestamped", "url", "count", "probability",
  ]

  /// - Parameter codes: words that are codes where the text comes from.
  static func of(_ text: String, codes: Set<String> = []) -> Set<String> {
    var found = Set<String>()
    var rest = text
    for pattern in [#/`[^`]+`/#, #/https?:\/\/[A-Za-z0-9.\/:_-]*/#] {
      for match in rest.matches(of: pattern) {
        found.insert(String(match.output).trimming(suffix: ["."]))
      }
      rest = rest.replacing(pattern, with: " ")
    }
    for match in rest.matches(of: #/[A-Za-z0-9]+(?:[_.][A-Za-z0-9]+)*/#) {
      let word = String(match.output)
      if word.contains(#/[_.0-9]|[a-z][A-Z]/#) || codes.contains(word) { found.insert(word) }
    }
    return found
  }
}

extension String {
  fileprivate func trimming(suffix: Set<Character>) -> String {
    var text = self[...]
    while let last = text.last, suffix.contains(last) { text.removeLast() }
    return String(text)
  }
}

extension String {
  var isChinese: Bool { contains(#/[一-鿿]/#) }

  /// Full-width punctuation included.
  var hasNothingChinese: Bool { !contains(#/[一-鿿，。：；？！（）、“”]/#) }

  /// Half-width punctuation beside a Chinese character, or a word or number with no space between.
  var typographicalSlip: String? {
    let slips = #/[一-鿿][,.;:?!()]|[,;:?!()][一-鿿]|[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`][一-鿿]|[，。：；？！（）、]\ /#
    return firstMatch(of: slips).map { String($0.output) }
  }
}
