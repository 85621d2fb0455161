import JSON

/// Reads a pattern, or JSON, from a place in a script on.
///
/// Both are JSON in which member names may be words without quotes, and a comma may follow the last element. A pattern
/// may have matchers in the place of values.
struct ValueParser {
  /// The levels of brackets: as many as JSON has elsewhere in this program.
  private static let maximumDepth = JSONParser.defaultMaximumDepth

  var scanner: Scanner
  /// Whether matchers may stand, and texts are taken as templates.
  let isPattern: Bool
  /// Whether texts are no templates: a sample is what came once.
  var isSample = false

  static func pattern(_ scanner: inout Scanner) throws(ScriptProblem) -> Pattern {
    var parser = ValueParser(scanner: scanner, isPattern: true)
    defer { scanner = parser.scanner }
    return try parser.parseValue(isMember: false)
  }

  /// Reads JSON, of which the texts are kept as they are, with `${name}` in them.
  static func json(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONValue {
    var parser = ValueParser(scanner: scanner, isPattern: false)
    defer { scanner = parser.scanner }
    return try parser.parseValue(isMember: false).jsonValue
  }

  static func object(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONObject {
    guard scanner.next == UInt8(ascii: "{") else {
      throw scanner.expected(
        BilingualText("an object", "对象"), BilingualText("Write it as `{name: value, …}`.", "请写成 `{name: value, …}`。"))
    }
    return try json(&scanner).object ?? [:]
  }

  /// Reads one value.
  ///
  /// - Parameter isMember: whether it is the value of an object's member, the only place where `absent` has a meaning.
  mutating func parseValue(isMember: Bool) throws(ScriptProblem) -> Pattern {
    scanner.skipBlanks()
    switch scanner.next {
    case UInt8(ascii: "{"): return try parseObject()
    case UInt8(ascii: "["): return .array(try parseArray())
    case UInt8(ascii: "\""): return try parseText()
    case let byte? where byte.startsNumber: return .value(.number(try parseNumber()))
    case let byte? where byte.isASCIILetter: return try parseWord(isMember: isMember)
    default: throw expectedValue
    }
  }

  var expectedValue: ScriptProblem {
    scanner.expected(
      BilingualText("a value", "值"),
      isPattern
        ? BilingualText(
          "Write JSON or a matcher: any, string, number, regex(\"…\"), decimal(\"…\") …",
          "请写 JSON 或匹配器：any、string、number、regex(\"…\")、decimal(\"…\") 等。")
        : BilingualText("Write JSON; text stands in quotes.", "请写 JSON；文本须加引号。"))
  }

  // MARK: Brackets

  mutating func open() throws(ScriptProblem) {
    guard scanner.brackets.count < Self.maximumDepth else {
      throw scanner.problem(
        BilingualText("more than \(Self.maximumDepth) brackets inside each other", "括号嵌套超过 \(Self.maximumDepth) 层"),
        BilingualText("Leave the inner levels to `any`.", "内层请用 `any` 代替。"))
    }
    scanner.brackets.append(scanner.index)
    scanner.index += 1
  }

  /// Steps over the closing bracket if it is next.
  mutating func close() -> Bool {
    scanner.skipBlanks()
    guard let bracket = scanner.brackets.last, scanner.skip(Scanner.closing(scanner.source.bytes[bracket])) else {
      return false
    }
    scanner.brackets.removeLast()
    return true
  }

  /// Steps over the closing bracket, or throws.
  mutating func mustClose() throws(ScriptProblem) {
    guard close() else { throw expectedEnd(orComma: false) }
  }

  /// Returns false after the closing bracket and true after a comma.
  private mutating func continues() throws(ScriptProblem) -> Bool {
    if close() { return false }
    guard scanner.skip(",") else { throw expectedEnd(orComma: true) }
    return !close()
  }

  private func expectedEnd(orComma: Bool) -> ScriptProblem {
    let opening = scanner.brackets.last ?? scanner.index
    let closing = Scanner.closing(scanner.source.bytes[opening])
    let place = scanner.source.location(at: opening)
    let fix = BilingualText(
      "Close the `\(scanner.source.text(opening..<opening + 1))` of line \(place.line), column \(place.column)"
        + (orComma ? ", or put a comma between two values." : "."),
      "请闭合第 \(place.line) 行第 \(place.column) 列的 `\(scanner.source.text(opening..<opening + 1))`"
        + (orComma ? "，或在两个值之间加逗号。" : "。"))
    return scanner.expected(
      orComma
        ? BilingualText("`,` or `\(closing)`", " `,` 或 `\(closing)`") : BilingualText("`\(closing)`", " `\(closing)`"),
      fix)
  }

  mutating func parseArray() throws(ScriptProblem) -> [Pattern] {
    try open()
    var elements: [Pattern] = []
    guard !close() else { return [] }
    repeat { elements.append(try parseValue(isMember: false)) } while try continues()
    return elements
  }

  private mutating func parseObject() throws(ScriptProblem) -> Pattern {
    try open()
    var members: [Pattern.Member] = []
    guard !close() else { return .object([]) }
    var names = Set<[UInt8]>()
    repeat {
      scanner.skipBlanks()
      let start = scanner.index
      let name = try parseMemberName()
      guard names.insert(Array(name.utf8)).inserted else {
        throw scanner.problem(
          BilingualText("the object has a member of this name already", "对象中已有同名成员"),
          BilingualText("Remove one of the two.", "请删去其中一个。"), at: start)
      }
      members.append(Pattern.Member(name: name, pattern: try parseValue(isMember: true)))
    } while try continues()
    return .object(members)
  }

  /// Reads the name and the colon.
  private mutating func parseMemberName() throws(ScriptProblem) -> String {
    let name: String
    switch scanner.next {
    case UInt8(ascii: "\""):
      name = try parseString(isTemplate: false)
    case let byte? where byte.isASCIILetter || byte == UInt8(ascii: "_"):
      name = scanner.readName()
    default:
      throw scanner.expected(
        BilingualText("the name of a member", "成员名"),
        BilingualText(
          "Write `name: value`; a name with other characters stands in quotes.", "请写 `name: value`；含其他字符的名称须加引号。"))
    }
    scanner.skipBlanks()
    guard scanner.skip(":") else {
      throw scanner.expected(
        BilingualText("`:` after the name `\(name.excerpt(40))`", "名称 `\(name.excerpt(40))` 后的 `:`"),
        BilingualText("Write `name: value`.", "请写 `name: value`。"))
    }
    return name
  }

  // MARK: Texts and numbers

  private mutating func parseText() throws(ScriptProblem) -> Pattern {
    let text = try parseString(isTemplate: !isSample)
    guard isPattern, text.utf8.contains(UInt8(ascii: "$")) else { return .value(.string(text)) }
    return Template(text).plainText.map { .value(.string($0)) } ?? .template(text)
  }

  /// Reads a JSON string, which ends on its line.
  mutating func parseString(isTemplate: Bool) throws(ScriptProblem) -> String {
    let start = scanner.index
    let (bytes, lineEnd) = (scanner.source.bytes, scanner.lineEnd)
    var end = start + 1
    while end < lineEnd, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < lineEnd else {
      throw scanner.problem(
        BilingualText("the text that begins here does not end on its line", "此处开始的文本在本行内没有结束"),
        BilingualText("Close it with `\"`; a line's end in it is written `\\n`.", "请用 `\"` 结束；文本中的换行写作 `\\n`。"),
        at: start)
    }
    let range = start..<end + 1
    if isTemplate { try scanner.noteReferences(in: range) }
    scanner.index = range.upperBound
    let inside = bytes[start + 1..<end]
    if !inside.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) {
      return String(decoding: inside, as: UTF8.self)
    }
    do {
      return try JSONParser.parse(Array(bytes[range])).string ?? ""
    } catch {
      throw badString(error, at: start)
    }
  }

  private func badString(_ error: JSONError, at start: Int) -> ScriptProblem {
    scanner.problem(
      FrameCheck.message(error.code),
      error.code == .controlCharacter
        ? BilingualText("Write it as an escape, such as `\\t`.", "请写成转义，例如 `\\t`。")
        : BilingualText(
          "The escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9; a backslash itself is `\\\\`.",
          "可用的转义有 \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9；反斜杠本身写作 `\\\\`。"),
      at: start + error.offset)
  }

  mutating func parseNumber() throws(ScriptProblem) -> JSONNumber {
    let start = scanner.index
    let text = scanner.read { $0.isNameByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
    guard let number = JSONNumber(text) else {
      throw scanner.problem(
        BilingualText("`\(text.excerpt(40))` is not a number of JSON", "`\(text.excerpt(40))` 不是 JSON 数字"),
        BilingualText(
          "Write it like 7, -0.5 or 1e9, without leading zeros; text stands in quotes.",
          "请写成 7、-0.5 或 1e9 的形式，不带前导零；文本须加引号。"),
        at: start)
    }
    return number
  }
}

extension Pattern {
  /// The value of a pattern without matchers.
  var jsonValue: JSONValue {
    switch self {
    case .value(let value): value
    case .object(let members):
      .object(JSONObject(members.map { JSONObject.Member(name: $0.name, value: $0.pattern.jsonValue) }))
    case .array(let elements): .array(elements.map(\.jsonValue))
    default: .null
    }
  }
}
