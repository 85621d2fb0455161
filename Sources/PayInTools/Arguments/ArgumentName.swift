import JSONSchema

/// The name of an argument, taken apart to tell whether another one could have been meant by it.
struct ArgumentName {
  /// A name that is found whole inside another says nothing below this number of letters: many names end in `Id`.
  private static let shortestPart = 4

  private let text: String
  /// In lower case: `chainId`, `chain_id` and `ChainID` are `chain` and `id`.
  private let words: [String]

  init(_ text: String) {
    self.text = text
    words = Self.words(of: text)
  }

  /// Whether the other name is this one in another spelling: in case, underscores or one letter of six.
  func isSpelling(of known: ArgumentName) -> Bool {
    Suggestion.nearest(to: text, among: [known.text], oneIn: 6) != nil
  }

  /// Whether the other name could have been meant: one letter of three differs, or the one begins or ends with the other,
  /// or stands in it as whole words.
  func couldMean(_ known: ArgumentName) -> Bool {
    if Suggestion.nearest(to: text, among: [known.text]) != nil { return true }
    let (own, other) = (words.joined(), known.words.joined())
    if own.count >= Self.shortestPart, other.hasPrefix(own) || other.hasSuffix(own) { return true }
    return other.count >= Self.shortestPart && words.contains(known.words)
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasUpper = true
    for character in text.prefix(64) {
      let isSeparator = !(character.isLetter || character.isNumber)
      if isSeparator || (character.isUppercase && !wasUpper) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if !isSeparator { word += character.lowercased() }
      wasUpper = character.isUppercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
