/// Pattern text to `PatternNode`. Takes what every engine reads alike under ECMA-262's `u` flag, refuses the rest.
struct PatternParser {
  private static let maximumDepth = 32
  private static let maximumCount = 1000

  let scalars: [Unicode.Scalar]
  var index = 0
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
    // Every atom must take a step, or counted repetitions of nothing could cost unbounded time at no size.
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

  var peek: Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  mutating func next() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek else { throw error(.malformed) }
    index += 1
    return scalar
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  func error(_ code: PatternError.Code) -> PatternError {
    PatternError(code: code, offset: index)
  }
}
