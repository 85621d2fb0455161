import JSON

extension Pattern {
  /// The bytes of a regular expression. One of 210,000, as recordings of long texts have them, takes 0.4 s to read.
  static let longestRegex = 256 * 1024
}

extension ValueParser {
  static let matcherNames =
    ["any"] + Pattern.TypeName.allCases.map(\.rawValue) + [
      "regex", "decimal", "absent", "unordered", "length", "contains", "not",
    ]

  /// Reads true, false, null or a matcher.
  mutating func parseWord(isMember: Bool) throws(ScriptProblem) -> Pattern {
    let start = scanner.index
    let word = scanner.readName()
    switch word {
    case "true": return .value(true)
    case "false": return .value(false)
    case "null": return .value(.null)
    default: break
    }
    guard isPattern, Self.matcherNames.contains(word) else { throw unknownWord(word, at: start) }
    let pattern = try parseMatcher(word, at: start, isMember: isMember)
    return try parseSample(of: pattern)
  }

  private func unknownWord(_ word: String, at start: Int) -> ScriptProblem {
    guard isPattern || !Self.matcherNames.contains(word) else {
      return scanner.problem(
        BilingualText("`\(word)` is a matcher, and this is a value", "`\(word)` 是匹配器，而此处应为值"),
        BilingualText(
          "Matchers stand in `expect` and `notify`. Text stands in quotes.", "匹配器只用于 `expect` 和 `notify`。文本须加引号。"),
        at: start)
    }
    let names = ["true", "false", "null"] + (isPattern ? Self.matcherNames : [])
    let fix =
      Suggestion.nearest(to: word, in: names).map { near in
        BilingualText(
          "Did you mean `\(near)`? Text stands in quotes: \"\(word.excerpt(40))\".",
          "是否想写 `\(near)`？文本须加引号：\"\(word.excerpt(40))\"。")
      } ?? BilingualText("Text stands in quotes: \"\(word.excerpt(40))\".", "文本须加引号：\"\(word.excerpt(40))\"。")
    return scanner.problem(
      isPattern
        ? BilingualText("`\(word.excerpt(40))` is neither a value nor a matcher", "`\(word.excerpt(40))` 既不是值也不是匹配器")
        : BilingualText("`\(word.excerpt(40))` is not a value of JSON", "`\(word.excerpt(40))` 不是 JSON 值"),
      fix, at: start)
  }

  private mutating func parseMatcher(
    _ name: String, at start: Int, isMember: Bool
  ) throws(ScriptProblem) -> Pattern {
    switch name {
    case "any": return .any
    case "absent":
      guard isMember else { throw misplacedAbsent(at: start) }
      return .absent
    case "regex": return .regex(try parseArgument(name, Self.parseRegex))
    case "decimal": return .decimal(try parseArgument(name, Self.parseDecimal))
    case "unordered": return .unordered(try parseArgument(name, Self.parseElements))
    case "length": return .length(try parseArgument(name, Self.parseLength))
    case "contains":
      return .contains(
        try parseArgument(name) { (parser) throws(ScriptProblem) in try parser.parseValue(isMember: false) })
    case "not":
      return .not(
        try parseArgument(name) { (parser) throws(ScriptProblem) in try parser.parseValue(isMember: isMember) })
    default: return Pattern.TypeName(rawValue: name).map(Pattern.type) ?? .any
    }
  }

  private func misplacedAbsent(at start: Int) -> ScriptProblem {
    scanner.problem(
      BilingualText("`absent` stands outside of an object's member", "`absent` 不在对象成员的位置"),
      BilingualText(
        "Write it as the value of the member that must not be there: `{name: absent}`.",
        "请写成不应出现的成员的值：`{name: absent}`。"),
      at: start)
  }

  private mutating func parseArgument<Argument>(
    _ name: String, _ parse: (inout Self) throws(ScriptProblem) -> Argument
  ) throws(ScriptProblem) -> Argument {
    guard scanner.next == UInt8(ascii: "(") else {
      throw scanner.expected(
        BilingualText("`(` after `\(name)`", "`\(name)` 后的 `(`"),
        BilingualText("Write `\(Self.usage(name))`.", "请写 `\(Self.usage(name))`。"))
    }
    try open()
    scanner.skipBlanks()
    let argument = try parse(&self)
    try mustClose()
    return argument
  }

  private static func usage(_ name: String) -> String {
    switch name {
    case "regex": #"regex("^ord_")"#
    case "decimal": #"decimal("49.99")"#
    case "unordered": "unordered([1, 2])"
    case "length": "length(3), length(1..), length(..5) or length(1..5)"
    case "contains": #"contains("text")"#
    default: "not(null)"
    }
  }

  /// Reads `~ VALUE` if it follows.
  private mutating func parseSample(of pattern: Pattern) throws(ScriptProblem) -> Pattern {
    let end = scanner.index
    scanner.skipBlanks()
    guard scanner.skip("~") else {
      scanner.index = end
      return pattern
    }
    if case .absent = pattern {
      throw scanner.problem(
        BilingualText("`absent` cannot have a sample", "`absent` 不能带样本值"),
        BilingualText("Remove `~` and the value.", "请删去 `~` 及其后的值。"), at: scanner.index - 1)
    }
    var parser = ValueParser(scanner: scanner, isPattern: false)
    parser.isSample = true
    let value = try parser.parseValue(isMember: false).jsonValue
    scanner = parser.scanner
    return .sample(pattern, value)
  }

  // MARK: Arguments

  private static func parseRegex(_ parser: inout Self) throws(ScriptProblem) -> String {
    let start = parser.scanner.index
    let text = try parser.parseQuoted("regex", isTemplate: false)
    guard text.utf8.count <= Pattern.longestRegex, nesting(of: text) <= 50 else {
      throw parser.scanner.problem(
        BilingualText(
          "the regular expression is longer than 256 KiB, or has more than 50 brackets inside each other",
          "正则表达式超过 256 KiB，或括号嵌套超过 50 层"),
        BilingualText("Use `contains` or a shorter expression.", "请用 `contains` 或更短的表达式。"), at: start)
    }
    guard RegexCache.isExpression(text) else {
      throw parser.scanner.problem(
        BilingualText("this is not a regular expression", "这不是正则表达式"),
        BilingualText(
          "Check its brackets. A backslash is written twice inside the quotes: \"\\\\d+\\\\.\".",
          "请检查其括号。引号内反斜杠须写两个：\"\\\\d+\\\\.\"。"),
        at: start)
    }
    return text
  }

  /// The most brackets inside each other: they are read by recursion, and a thread's stack has an end.
  private static func nesting(of regex: String) -> Int {
    var (depth, deepest, isEscaped) = (0, 0, false)
    for byte in regex.utf8 {
      switch byte {
      case UInt8(ascii: "\\") where !isEscaped:
        isEscaped = true
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["): if !isEscaped { depth += 1 }
      case UInt8(ascii: ")"), UInt8(ascii: "]"): if !isEscaped { depth -= 1 }
      default: break
      }
      isEscaped = false
      deepest = max(deepest, depth)
    }
    return deepest
  }

  private static func parseDecimal(_ parser: inout Self) throws(ScriptProblem) -> String {
    let start = parser.scanner.index
    let isText = parser.scanner.next == UInt8(ascii: "\"")
    let text =
      isText ? try parser.parseString(isTemplate: true) : parser.scanner.read { $0 != 0x29 && $0 != 0x0A && $0 != 0x20 }
    if isText, Template(text).plainText == nil { return text }
    guard JSONNumber(decimal: text) != nil else {
      throw parser.scanner.problem(
        BilingualText("`\(text.excerpt(40))` is not a decimal number", "`\(text.excerpt(40))` 不是十进制数"),
        BilingualText("Write digits: decimal(\"49.99\").", "请写数字：decimal(\"49.99\")。"), at: start)
    }
    return text
  }

  private static func parseElements(_ parser: inout Self) throws(ScriptProblem) -> [Pattern] {
    guard parser.scanner.next == UInt8(ascii: "[") else {
      throw parser.scanner.expected(
        BilingualText("`[`", " `[`"), BilingualText("Write `\(usage("unordered"))`.", "请写 `\(usage("unordered"))`。"))
    }
    return try parser.parseArray()
  }

  private static func parseLength(_ parser: inout Self) throws(ScriptProblem) -> ClosedRange<Int> {
    let start = parser.scanner.index
    let text = parser.scanner.read { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    if let count = Int(text) { return count...count }
    let bounds = text.split(separator: "..", omittingEmptySubsequences: false)
    if bounds.count == 2, text != "..", let low = bounds[0].isEmpty ? 0 : Int(bounds[0]),
      let high = bounds[1].isEmpty ? Int.max : Int(bounds[1]), low <= high
    {
      return low...high
    }
    throw parser.scanner.problem(
      BilingualText("this is not a length", "这不是长度"),
      BilingualText("Write `\(usage("length"))`.", "请写 length(3)、length(1..)、length(..5) 或 length(1..5)。"), at: start)
  }

  private mutating func parseQuoted(_ name: String, isTemplate: Bool) throws(ScriptProblem) -> String {
    guard scanner.next == UInt8(ascii: "\"") else {
      throw scanner.expected(
        BilingualText("text in quotes", "带引号的文本"),
        BilingualText("Write `\(Self.usage(name))`.", "请写 `\(Self.usage(name))`。"))
    }
    return try parseString(isTemplate: isTemplate)
  }
}
