/// Splits a command as a shell does: at white space, but not in quotes or after a backslash. Nothing is expanded.
enum ShellWords {
  enum Problem: Error, Equatable {
    case openQuote(Character)
    case nothing
  }

  static func split(_ text: String) throws(Problem) -> [String] {
    var (words, word): ([String], String?) = ([], nil)
    var quote: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
      switch (character, quote) {
      case ("'", "'"?), ("\"", "\""?): quote = nil
      case ("'", nil), ("\"", nil): (quote, word) = (character, word ?? "")
      case ("\\", nil): word = (word ?? "") + (rest.popFirst().map(String.init) ?? "\\")
      // In double quotes a backslash stands for itself, but before these (POSIX.1-2024, XCU 2.2.3).
      case ("\\", "\""?) where "\"\\$`".contains(rest.first ?? " "): word?.append(rest.removeFirst())
      case (_, nil) where character.isWhitespace:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .openQuote(quote) }
    words += word.map { [$0] } ?? []
    guard words.first?.isEmpty == false else { throw .nothing }
    return words
  }
}
