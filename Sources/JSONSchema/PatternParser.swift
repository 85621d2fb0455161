/// Reads the text of a pattern as a `PatternNode`. Takes what every engine reads alike under ECMA-262's `u` flag, and
/// refuses everything else.
struct PatternParser {
  private static let maximumDepth = 32
  private static let maximumCount = 1000

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  static func parse(_ text: String) throws(PatternError) -> PatternNode {
    var parser = PatternParser(scalars: Array(text.unicodeScalars))
    let node = try parser.parseChoice()
    // Only a closing parenthesis stops the outermost choice.
    guard parser.index == parser.scalars.count else { throw parser.error(.malformed) }
    return node
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private mutating func parseChoice() throws(PatternError) -> PatternNode {
    var branches = [try parseSequence()]
    while skip("|") {
      branches.append(try parseSequence())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      nodes.append(try parseTerm())
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func parseTerm() throws(PatternError) -> PatternNode {
    if skip("^") { return .start }
    if skip("$") { return .end }
    let atom = try parseAtom()
    guard let (least, most) = try parseQuantifier() else { return atom }
    // A second mark would make it lazy or possessive, which changes nothing about whether the text matches.
    if let next = peek, "*+?{".unicodeScalars.contains(next) { throw error(.unsupported) }
    return .repetition(atom, least: least, most: most)
  }

  private mutating func parseAtom() throws(PatternError) -> PatternNode {
    let start = index
    let scalar = try next()
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .one(try parseClass())
    case ".": return .one(ScalarSet.lineEnds.inverted)
    case "\\": return .one(try parseEscape(from: start, inClass: false).set)
    case "*", "+", "?", "{", "}", "]": throw PatternError(code: .malformed, offset: start)
    default: return .one(ScalarSet(scalar))
    }
  }

  private mutating func parseGroup() throws(PatternError) -> PatternNode {
    if skip("?"), !skip(":") { throw error(.unsupported) }
    // An atom must consume a character, or counted repetitions of nothing could cost unbounded time at no size.
    guard peek != ")" else { throw error(.unsupported) }
    guard depth < Self.maximumDepth else { throw error(.tooLarge) }
    depth += 1
    let node = try parseChoice()
    depth -= 1
    guard skip(")") else { throw error(.malformed) }
    return node
  }

  private mutating func parseQuantifier() throws(PatternError) -> (least: Int, most: Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard skip("{") else { return nil }
    let least = try parseCount()
    var most: Int? = least
    if skip(",") {
      most = peek == "}" ? nil : try parseCount()
    }
    guard skip("}"), most ?? least >= least else { throw error(.malformed) }
    return (least, most)
  }

  private mutating func parseCount() throws(PatternError) -> Int {
    let start = index
    var count = 0
    while let scalar = peek, ScalarSet.digits.contains(scalar) {
      count = count * 10 + Int(scalar.value - 0x30)
      guard count <= Self.maximumCount else { throw error(.tooLarge) }
      index += 1
    }
    guard index > start else { throw error(.malformed) }
    return count
  }

  private var peek: Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private mutating func next() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek else { throw error(.malformed) }
    index += 1
    return scalar
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private func error(_ code: PatternError.Code) -> PatternError {
    PatternError(code: code, offset: index)
  }
}

extension PatternParser {
  /// Reads a class whose `[` was taken.
  private mutating func parseClass() throws(PatternError) -> ScalarSet {
    let isNegated = skip("^")
    // An empty class matches nothing or everything, depending on the engine.
    guard peek != "]" else { throw error(.unsupported) }
    var set = ScalarSet([])
    while !skip("]") {
      set = set.union(try parseClassItem())
    }
    return isNegated ? set.inverted : set
  }

  private mutating func parseClassItem() throws(PatternError) -> ScalarSet {
    let low = try parseClassMember()
    guard peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else { return low.set }
    index += 1
    let high = try parseClassMember()
    guard let first = low.single, let last = high.single, first <= last else { throw error(.malformed) }
    return ScalarSet([first.value...last.value])
  }

  private mutating func parseClassMember() throws(PatternError) -> (set: ScalarSet, single: Unicode.Scalar?) {
    let start = index
    let scalar = try next()
    if scalar == "\\" { return try parseEscape(from: start, inClass: true) }
    // Other engines read "[[" as the start of a nested class.
    if scalar == "[" { throw PatternError(code: .unsupported, offset: start) }
    return (ScalarSet(scalar), scalar)
  }

  /// Reads an escape whose backslash was taken.
  private mutating func parseEscape(
    from start: Int, inClass: Bool
  ) throws(PatternError) -> (set: ScalarSet, single: Unicode.Scalar?) {
    let letter = try next()
    switch letter {
    case "d": return (.digits, nil)
    case "D": return (ScalarSet.digits.inverted, nil)
    case "w": return (.wordCharacters, nil)
    case "W": return (ScalarSet.wordCharacters.inverted, nil)
    case "s": return (.whiteSpace, nil)
    case "S": return (ScalarSet.whiteSpace.inverted, nil)
    default:
      let scalar = try parseSingleEscape(letter, from: start, inClass: inClass)
      return (ScalarSet(scalar), scalar)
    }
  }

  private mutating func parseSingleEscape(
    _ letter: Unicode.Scalar, from start: Int, inClass: Bool
  ) throws(PatternError) -> Unicode.Scalar {
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "u": return try parseHexEscape(from: start)
    case "-" where inClass: return letter
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/": return letter
    default: throw PatternError(code: .unsupported, offset: start)
    }
  }

  private mutating func parseHexEscape(from start: Int) throws(PatternError) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(try next()).hexDigitValue else { throw PatternError(code: .malformed, offset: start) }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else { throw PatternError(code: .unsupported, offset: start) }
    return scalar
  }
}

/// The syntax tree of a pattern.
indirect enum PatternNode: Sendable, Equatable {
  case one(ScalarSet)
  case start
  case end
  case sequence([PatternNode])
  case choice([PatternNode])
  /// The count has no upper limit if `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?)
}

/// The set of Unicode scalars that one position of a pattern accepts.
struct ScalarSet: Sendable, Equatable {
  private typealias Interval = ClosedRange<UInt32>

  /// The ranges in ascending order, with gaps between them.
  private let ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [Interval] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  init(_ scalar: Unicode.Scalar) {
    self.init([scalar.value...scalar.value])
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }

  func union(_ other: ScalarSet) -> ScalarSet {
    ScalarSet(ranges + other.ranges)
  }

  var inverted: ScalarSet {
    var gaps: [Interval] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return ScalarSet(gaps)
  }
}

/// The classes of ECMA-262, section 22.2.2.9. They are ASCII but for white space.
extension ScalarSet {
  static let digits = ScalarSet([0x30...0x39])
  static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let lineEnds = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  static let whiteSpace = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
}

/// Says why a pattern is outside the subset.
package struct PatternError: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    /// The construct is valid elsewhere, but is no true regular expression or means different characters in different
    /// engines.
    case unsupported
    case malformed
    /// The pattern has more than `Pattern.maximumSize` steps once its counted repetitions are written out.
    case tooLarge
  }

  package let code: Code
  /// The place in the pattern, in Unicode scalars from its start.
  package let offset: Int
}
