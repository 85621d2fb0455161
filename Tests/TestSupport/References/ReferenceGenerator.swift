import Foundation

/// Random references from all planes and general categories. They come in families whose members are easily taken for
/// each other: canonically equivalent, of another case, a part of another, or another with invisible characters in it.
package struct ReferenceGenerator {
  /// Unicode scalars of the longest reference, well below the 255 that the API allows.
  private static let longest = 48

  private var random: SeededGenerator
  private var drawn: Set<[UInt8]> = []

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// References of which no two have the same bytes, and none those of one drawn before.
  ///
  /// - Parameter isWanted: whether a reference is taken. At least some must be.
  package mutating func family(of count: Int, where isWanted: (String) -> Bool = { _ in true }) -> [String] {
    var family: [String] = []
    while family.count < count {
      let isNew = family.isEmpty || Int.random(in: 0..<5, using: &random) == 0
      let text = cut(isNew ? fresh() : variant(of: pick(family), family))
      if isWanted(text), drawn.insert(Array(text.utf8)).inserted { family.append(text) }
    }
    return family
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  /// Draws one piece or more, up to that number.
  private mutating func draw(upTo count: Int, _ piece: (inout ReferenceGenerator) -> String) -> String {
    (0..<Int.random(in: 1...count, using: &random)).map { _ in piece(&self) }.joined()
  }

  private mutating func scalar(of pools: [ScalarPools.Pool]) -> String {
    String(pick(pick(pools).scalars))
  }

  /// A text that owes nothing to another one.
  private mutating func fresh() -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: scalar(of: ScalarPools.all)
    case 1: draw(upTo: 6) { $0.scalar(of: ScalarPools.all) }
    case 2, 3, 4: draw(upTo: 12) { $0.scalar(of: ScalarPools.visible) }
    case 5: draw(upTo: 4) { $0.pick(ReferencePieces.emoji) }
    case 6: draw(upTo: 4) { $0.pick($0.pick(ReferencePieces.equivalents)) }
    case 7: draw(upTo: 4) { $0.pick(ReferencePieces.cased) }
    case 8: draw(upTo: 3) { $0.pick(ReferencePieces.joined + ReferencePieces.plain) }
    case 9: draw(upTo: 5) { $0.pick(ReferencePieces.special + ReferencePieces.plain) }
    case 10: pick(ReferencePieces.plain) + pick(ReferencePieces.spaces) + pick(ReferencePieces.plain)
    default: draw(upTo: 3) { $0.pick(ReferencePieces.plain) }
    }
  }

  private func cut(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest)))
  }
}

extension ReferenceGenerator {
  /// A text that is easily taken for `text`, or found where that one is looked for.
  private mutating func variant(of text: String, _ family: [String]) -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: text.decomposedStringWithCanonicalMapping
    case 1: text.precomposedStringWithCanonicalMapping
    case 2: text.precomposedStringWithCompatibilityMapping
    case 3: text.uppercased()
    case 4: text.lowercased()
    case 5, 6: part(of: text)
    case 7, 8: text + pick(family)
    case 9: text + pick(ReferencePieces.plain)
    case 10: pick(ReferencePieces.special) + text
    case 11: inserting(pick(ReferencePieces.special), into: text)
    case 12: inserting(pick(ReferencePieces.invisible), into: text)
    case 13: inserting(pick(ReferencePieces.spaces), into: text)
    case 14: text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    default: replacingOne(of: text, with: pick(["_", "%", "\\", "?", "e", "\u{301}", "İ"]))
    }
  }

  private mutating func part(of text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let (one, other) = (
      Int.random(in: 0...scalars.count, using: &random), Int.random(in: 0...scalars.count, using: &random)
    )
    return String(String.UnicodeScalarView(scalars[min(one, other)..<max(one, other)]))
  }

  private mutating func inserting(_ piece: String, into text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    scalars.insert(contentsOf: piece.unicodeScalars, at: Int.random(in: 0...scalars.count, using: &random))
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func replacingOne(of text: String, with piece: String) -> String {
    var scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return piece }
    let index = Int.random(in: scalars.indices, using: &random)
    scalars.replaceSubrange(index...index, with: piece.unicodeScalars)
    return String(String.UnicodeScalarView(scalars))
  }
}

extension String {
  /// The text with every character but plain letters and digits as `\u{…}`, so that it can be read and typed again.
  package var escaped: String {
    unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }
}
