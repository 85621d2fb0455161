/// The words of a text as a search knows them: Latin words in lower case with their parts, and pairs of Chinese
/// characters, which have no spaces between their words.
struct SearchTerms {
  let counts: [String: Int]

  init(_ text: String) {
    var counts: [String: Int] = [:]
    for term in Self.words(text) + Self.pairs(text) { counts[term, default: 0] += 1 }
    self.counts = counts
  }

  /// The words of a question, without those that stand in every text.
  static func query(_ text: String) -> [String] {
    SearchTerms(text).counts.keys.filter { !common.contains($0) }.sorted()
  }

  private static let common: Set = [
    "a", "an", "and", "are", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if", "in", "is", "it",
    "my", "of", "on", "or", "payin", "that", "the", "this", "to", "what", "when", "which", "with", "you",
  ]

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !isLatin($0) && $0 != "_" }.flatMap { word -> [String] in
      let parts = word.split(separator: "_").map(String.init)
      return (parts.count > 1 ? [String(word)] + parts : parts).map(singular)
    }
  }

  /// `orders` is `order`.
  private static func singular(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  private static func pairs(_ text: String) -> [String] {
    text.split { !isChinese($0) }.flatMap { run -> [String] in
      guard run.count > 1 else { return [String(run)] }
      return zip(run, run.dropFirst()).map { "\($0)\($1)" }
    }
  }

  private static func isLatin(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  private static func isChinese(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { 0x4E00...0x9FFF ~= $0.value } ?? false
  }
}
