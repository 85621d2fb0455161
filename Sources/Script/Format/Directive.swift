import JSON

/// A directive: its word, how it is written, and what reads the rest of its line.
struct Directive: Sendable {
  let name: String
  let usage: String
  let parse: @Sendable (inout Scanner) throws(ScriptProblem) -> Step.Action

  /// All but `include`, which is no step, and the control words of the program.
  static let all: [Directive] = [
    Directive(name: "call", usage: "call TOOL name=value …", parse: parseCall),
    Directive(name: "request", usage: "request METHOD {…}", parse: parseRequest),
    Directive(name: "expect", usage: "expect {…}", parse: parseExpect),
    Directive(name: "notify", usage: "notify {…}") { (scanner) throws(ScriptProblem) in
      .notification(try ValueParser.pattern(&scanner))
    },
    Directive(name: "capture", usage: "capture NAME = PATH", parse: parseCapture),
    Directive(name: "reply", usage: "reply METHOD {…}", parse: parseReply),
    Directive(name: "client", usage: "client {…}") { (scanner) throws(ScriptProblem) in
      .client(capabilities: try ValueParser.object(&scanner))
    },
    Directive(name: "env", usage: "env NAME=value …", parse: parseEnvironment),
    Directive(name: "era", usage: "era \(Step.EraChoice.published.joined(separator: "|"))|both|all", parse: parseEra),
    Directive(name: "within", usage: "within 2s", parse: parseWithin),
    Directive(name: "restart", usage: "restart") { _ in .restart },
    Directive(name: "kill", usage: "kill") { _ in .kill },
    Directive(name: "eof", usage: "eof") { _ in .endOfInput },
    Directive(name: "exit", usage: "exit 0", parse: parseExit),
    Directive(name: "raw", usage: "raw TEXT") { (scanner) throws(ScriptProblem) in
      let range = scanner.index..<scanner.lineEnd
      scanner.index = range.upperBound
      try scanner.noteReferences(in: range)
      return .frame(scanner.source.text(range))
    },
  ]

  static let include = (name: "include", usage: "include FILE")

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Whether a line starts with a directive's word, at its first character.
  static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    let word = line.prefix(while: \.isASCIILetter)
    guard let after = line[word.endIndex...].first ?? UInt8(exactly: 32), after.isBlank else { return false }
    let name = String(decoding: word, as: UTF8.self)
    return byName[name] != nil || name == include.name
  }

  // MARK: Requests

  private static func parseCall(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let tool = try scanner.readWord(
      BilingualText("the name of a tool", "工具名"), usage: "call TOOL name=value …")
    return .call(tool: tool, arguments: try PairParser.arguments(&scanner))
  }

  private static func parseRequest(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let method = try scanner.readWord(BilingualText("a method", "方法名"), usage: "request METHOD {…}")
    return .request(method: method, parameters: scanner.isAtLineEnd ? [:] : try ValueParser.object(&scanner))
  }

  private static func parseReply(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let method = try scanner.readWord(BilingualText("a method", "方法名"), usage: "reply METHOD {…}")
    return .reply(method: method, result: try ValueParser.object(&scanner))
  }

  private static func parseEnvironment(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    .environment(try PairParser.environment(&scanner))
  }

  // MARK: Answers

  private static func parseExpect(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let id = try parseID(&scanner)
    if scanner.starts(with: "error"), scanner.source.bytes[(scanner.index + 5)...].first?.isNameByte != true {
      scanner.index += 5
      scanner.skipBlanks()
      return .expectError(code: try parseCode(&scanner), id: id)
    }
    return .expect(try ValueParser.pattern(&scanner), id: id)
  }

  /// Reads the id of an answer, if one stands before the pattern.
  private static func parseID(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONValue? {
    let start = scanner.index
    switch scanner.next {
    case UInt8(ascii: "\""): break
    case let byte? where byte.startsNumber: break
    case UInt8(ascii: "n") where scanner.starts(with: "null"): break
    default: return nil
    }
    let id = try ValueParser.json(&scanner)
    scanner.skipBlanks()
    guard !scanner.isAtLineEnd else {
      throw scanner.problem(
        BilingualText("only an id stands here: the pattern is missing", "此处只有 id，缺少模式"),
        BilingualText(
          "Write `expect ID {…}`, or `expect {…}` for the last answer.", "请写 `expect ID {…}`；对最近一个应答请写 `expect {…}`。"),
        at: start)
    }
    return id
  }

  private static func parseCode(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONValue {
    guard !scanner.isAtLineEnd else {
      throw scanner.expected(
        BilingualText("an error's code", "错误码"),
        BilingualText(
          "Write a number or a name: `expect error -32602`, `expect error not_found`.",
          "请写数字或名称：`expect error -32602`、`expect error not_found`。"))
    }
    switch scanner.next {
    case let byte? where byte.startsNumber || byte == UInt8(ascii: "\""):
      return try ValueParser.json(&scanner)
    default:
      let start = scanner.index
      let word = scanner.readWord()
      try scanner.noteReferences(in: start..<scanner.index)
      guard !"{[".utf8.contains(word.utf8.first ?? 0) else {
        scanner.index = start
        throw scanner.expected(
          BilingualText("an error's code", "错误码"),
          BilingualText(
            "Write a number or a name; for more, `expect {error: {…}}`.", "请写数字或名称；更多内容请写 `expect {error: {…}}`。"))
      }
      return .string(word)
    }
  }

  private static func parseCapture(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let fix = BilingualText(
      "Write `capture NAME = PATH`: `capture order = result.structuredContent.orderId`.",
      "请写 `capture NAME = PATH`，如 `capture order = result.structuredContent.orderId`。")
    let start = scanner.index
    let name = scanner.readName()
    guard Template.isName(name.utf8) else {
      scanner.index = start
      throw scanner.expected(BilingualText("a name for the value", "值的名称"), fix)
    }
    scanner.skipBlanks()
    guard scanner.skip("=") else { throw scanner.expected(BilingualText("`=` after the name", "名称后的 `=`"), fix) }
    scanner.skipBlanks()
    guard !scanner.isAtLineEnd else {
      throw scanner.expected(BilingualText("a path", "路径"), fix)
    }
    let (path, end) = (scanner.index, scanner.lineEnd)
    let text = scanner.source.bytes[path..<end]
    let trimmed = text.prefix(upTo: (text.lastIndex { !$0.isBlank } ?? path - 1) + 1)
    scanner.index = end
    do {
      return .capture(name: name, path: try ValuePath(parsing: trimmed))
    } catch {
      throw scanner.problem(error.message, error.fix, at: path + error.offset)
    }
  }

  // MARK: Words and numbers

  private static func parseEra(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let start = scanner.index
    let names = Step.EraChoice.published + ["both", "all"]
    let word = try scanner.readWord(BilingualText("an era", "协议版本"), usage: "era 2025-11-25")
    if let choice = Step.EraChoice(word: word) { return .eras(choice) }
    let list = names.joined(separator: ", ")
    let near = Suggestion.nearest(to: word, in: names)
    throw scanner.problem(
      BilingualText("`\(word.excerpt(40))` is no published revision", "`\(word.excerpt(40))` 不是已发布的协议版本"),
      BilingualText(
        (near.map { "Did you mean `\($0)`? " } ?? "") + "One of: \(list).",
        (near.map { "是否想写 `\($0)`？" } ?? "") + "可用：\(list)。"),
      at: start)
  }

  private static func parseWithin(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let start = scanner.index
    let word = try scanner.readWord(BilingualText("a time", "时间"), usage: "within 2s")
    guard let duration = ScriptDuration.parse(word) else {
      let isNumber = Int(word) != nil
      throw scanner.problem(
        isNumber
          ? BilingualText("the time has no unit", "时间没有单位")
          : BilingualText("`\(word.excerpt(40))` is not a time", "`\(word.excerpt(40))` 不是时间"),
        isNumber && ScriptDuration.parse(word + "s") != nil
          ? BilingualText("Write `\(word)s` for seconds, or ms, m, h.", "若是秒请写 `\(word)s`，也可用 ms、m、h。")
          : BilingualText(
            "Write a whole number above 0 and ms, s, m or h, up to 24h: `within 1500ms`.",
            "请写大于 0 的整数加 ms、s、m 或 h，最多 24h：`within 1500ms`。"),
        at: start)
    }
    return .within(duration)
  }

  private static func parseExit(_ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    let start = scanner.index
    let word = try scanner.readWord(BilingualText("an exit status", "退出状态"), usage: "exit 0")
    guard word.utf8.allSatisfy(\.isASCIIDigit), let status = Int32(word), 0...255 ~= status else {
      throw scanner.problem(
        BilingualText("`\(word.excerpt(40))` is not an exit status", "`\(word.excerpt(40))` 不是退出状态"),
        BilingualText("Write a number from 0 to 255: `exit 0`.", "请写 0 到 255 的数：`exit 0`。"), at: start)
    }
    return .exit(status)
  }
}

extension Scanner {
  /// Reads a word that has to be there, and the space after it.
  mutating func readWord(_ what: BilingualText, usage: String) throws(ScriptProblem) -> String {
    let start = index
    let word = readWord()
    guard !word.isEmpty, !"{[\"".utf8.contains(word.utf8.first ?? 0) else {
      index = start
      throw expected(what, BilingualText("Write `\(usage)`.", "请写 `\(usage)`。"))
    }
    try noteReferences(in: start..<index)
    skipBlanks()
    return word
  }
}

extension ScriptParser {
  /// The words of all directives but the program's control words.
  package static let directiveNames = Directive.all.map(\.name) + [Directive.include.name]

  /// The words of all matchers.
  package static let matcherNames = ValueParser.matcherNames
}
