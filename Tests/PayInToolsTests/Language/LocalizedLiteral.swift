/// A `LocalizedText("…", "…")` as it stands in a source.
struct LocalizedLiteral: CustomStringConvertible {
  /// A string literal: what is always in it, and the expressions that are filled in.
  struct Text {
    var fixed = ""
    var expressions: [String] = []

    /// What shapes a value and is none.
    private static let wordless: Set = [
      "english", "chinese", "joined", "separator", "map", "nil", "rawValue", "inChinese", "rowsInChinese",
      "rowsInEnglish",
      "lowercasedFirst",
    ]

    /// The names in the expressions, whichever language they choose and however they join lists.
    var names: Set<String> {
      let withoutTexts = expressions.map { $0.replacing(#/"[^"]*"/#, with: "") }.joined(separator: " ")
      let names = Set(withoutTexts.matches(of: #/[a-z][A-Za-z]*/#).map { String($0.output) })
      return names.subtracting(Self.wordless)
    }
  }

  let place: String
  let english: Text
  let chinese: Text

  var description: String { "\(place): \(english.fixed) | \(chinese.fixed)" }

  /// All whose both texts are literals.
  static func all(in file: (name: String, text: String)) -> [LocalizedLiteral] {
    file.text.ranges(of: "LocalizedText(").compactMap { range in
      var rest = file.text[range.upperBound...]
      guard let english = text(&rest), skip(",", &rest), let chinese = text(&rest) else { return nil }
      let line = file.text[..<range.lowerBound].count { $0 == "\n" } + 1
      return LocalizedLiteral(place: "\(file.name):\(line)", english: english, chinese: chinese)
    }
  }

  private static func skip(_ token: String, _ rest: inout Substring) -> Bool {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.hasPrefix(token) else { return false }
    rest = rest.dropFirst(token.count)
    return true
  }

  private static func text(_ rest: inout Substring) -> Text? {
    var text = Text()
    let end = skip("\"\"\"", &rest) ? "\"\"\"" : "\""
    guard end.count == 3 || skip("\"", &rest) else { return nil }
    while !rest.isEmpty {
      if rest.hasPrefix(end) {
        rest = rest.dropFirst(end.count)
        return text
      } else if rest.hasPrefix("\\(") {
        rest = rest.dropFirst(2)
        text.expressions.append(expression(&rest))
        text.fixed += "\u{FFFC}"
      } else {
        let length = rest.hasPrefix("\\") ? 2 : 1
        text.fixed += length == 1 ? rest.prefix(1) : rest.dropFirst().prefix(1)
        rest = rest.dropFirst(length)
      }
    }
    return nil
  }

  /// Up to the parenthesis that closes it, which is passed.
  private static func expression(_ rest: inout Substring) -> String {
    var (depth, whole) = (1, "")
    while let next = rest.first {
      if next == "\"" {
        let inner = text(&rest)
        whole += "\"\" \(inner?.expressions.joined(separator: " ") ?? "") "
        continue
      }
      rest.removeFirst()
      depth += next == "(" ? 1 : next == ")" ? -1 : 0
      if depth == 0 { return whole }
      whole.append(next)
    }
    return whole
  }
}
