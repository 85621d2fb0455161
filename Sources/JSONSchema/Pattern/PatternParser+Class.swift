extension PatternParser {
  /// After `[`.
  mutating func parseClass() throws(PatternError) -> ScalarSet {
    let isNegated = skip("^")
    // An empty class matches nothing or everything by the engine's taste.
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

  /// After the backslash.
  mutating func parseEscape(
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
