/// How a text is searched for in an API whose published code puts it between `%` signs into a pattern of SQL's
/// `ILIKE`, unescaped: there `%` and `_` match other characters and a backslash takes the next one as it is. Pure.
enum SearchPattern {
  private static let special: Set<Unicode.Scalar> = ["\\", "%", "_"]

  static func isSpecial(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: special.contains)
  }

  /// The texts to search for so that a row which holds exactly `text` is found by any API: the text itself, and where a
  /// pattern would misread it its longest piece that no pattern misreads. `%` and `_` only find more than they should.
  static func searches(for text: String) -> [String] {
    guard text.unicodeScalars.contains("\\") else { return [text] }
    let pieces = text.unicodeScalars.split(whereSeparator: special.contains).map {
      String(String.UnicodeScalarView($0))
    }
    return [text, pieces.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? ""]
  }

  /// The text as a pattern that matches only itself.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.contains(scalar) { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
  }
}
