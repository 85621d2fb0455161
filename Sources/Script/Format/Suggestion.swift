import Formats

/// The one of the names that a wrong word was probably meant to be.
enum Suggestion {
  static func nearest(to word: String, in names: [String]) -> String? {
    // Long words are no slips, and comparing them takes time by the product of the lengths.
    guard word.utf8.count <= 40 else { return nil }
    let word = word.lowercased()
    let near = names.map { ($0, EditDistance.between(word.utf8, $0.utf8, countsSwaps: true)) }.min { $0.1 < $1.1 }
    guard let (name, distance) = near, distance <= max(1, word.utf8.count / 3) else { return nil }
    return name
  }
}
