import Glibc
import JSON

/// Reads scripts (docs/scripts.md).
package struct ScriptParser: Sendable {
  /// Files inside each other by `include`.
  private static let maximumDepth = 16
  /// Files of one script in all: two includes in each of 16 files would be 65,536.
  private static let maximumFiles = 1000

  private let controls: [String: ControlWord]
  private let variables: Set<String>

  /// - Parameters:
  ///   - controls: the directives that stand for calls of tools.
  ///   - variables: names for `${name}` that have values before the first step.
  package init(controls: [ControlWord] = [], variables: Set<String> = []) {
    self.controls = Dictionary(controls.map { ($0.name, $0) }) { first, _ in first }
    self.variables = variables
  }

  /// Reads the script, and the files that it includes.
  package func parse(file path: String) throws(ScriptProblems) -> Script {
    do {
      return try parse(ScriptFile.read(path), file: path)
    } catch let error as ScriptFile.ReadError {
      let location = SourceLocation(file: path, line: 1)
      throw ScriptProblems(problems: [
        ScriptProblem(location: location, message: error.message, fix: error.fix, sourceLine: nil)
      ])
    } catch {
      throw error as? ScriptProblems ?? ScriptProblems(problems: [])
    }
  }

  /// Reads the text of a script. Files that it includes are looked for beside `path`.
  package func parse(_ text: some Sequence<UInt8>, file path: String) throws(ScriptProblems) -> Script {
    var session = SessionChecks(variables: variables)
    var reading = Reading(open: [ScriptFile.canonicalPath(path)])
    let steps = parse(SourceText(file: path, bytes: Array(text)), &session, &reading)
    guard reading.problems.isEmpty else { throw ScriptProblems(problems: reading.problems) }
    return Script(file: path, steps: steps)
  }

  /// What one reading has met.
  private struct Reading {
    /// The files that include each other, outermost first.
    var open: [String]
    var files = 1
    var problems: [ScriptProblem] = []
  }

  private func parse(_ source: SourceText, _ session: inout SessionChecks, _ reading: inout Reading) -> [Step] {
    if let offset = source.firstInvalidByte {
      reading.problems.append(
        source.problem(
          at: offset, BilingualText("this is not UTF-8", "不是 UTF-8"),
          BilingualText("Save the file as UTF-8.", "请将文件存为 UTF-8。")))
      return []
    }
    var steps: [Step] = []
    var index = 0
    while index < source.bytes.count {
      var scanner = Scanner(source, at: index)
      let lineStart = index
      do {
        steps += try parseLine(&scanner, lineStart, &session, &reading)
      } catch {
        reading.problems.append(error)
        ErrorRecovery.skip(&scanner)
      }
      index = min(scanner.lineEnd + 1, source.bytes.count)
    }
    return steps
  }

  /// Reads the step that begins on this line. A line of comment has none, one with `include` has those of a file.
  private func parseLine(
    _ scanner: inout Scanner, _ lineStart: Int, _ session: inout SessionChecks, _ reading: inout Reading
  ) throws(ScriptProblem) -> [Step] {
    scanner.skipBlanks()
    let start = scanner.index
    if scanner.isAtLineEnd || scanner.next == UInt8(ascii: "#") { return [] }
    var frame: JSONValue?
    let action: Step.Action
    if scanner.next == UInt8(ascii: "{") || scanner.next == UInt8(ascii: "[") {
      let line = lineStart..<scanner.lineEnd
      scanner.index = line.upperBound
      frame = try FrameCheck.value(of: line, in: scanner.source)
      try scanner.noteReferences(in: line)
      action = .frame(scanner.source.text(line))
    } else {
      let word = scanner.readWord()
      if word == Directive.include.name { return try include(&scanner, &session, &reading) }
      action = try parseDirective(word, at: start, &scanner)
    }
    let source = scanner.source
    let lines = source.lineNumber(at: start)...source.lineNumber(at: scanner.index)
    let step = Step(location: source.location(at: start), lines: lines, action: action)
    reading.problems += session.check(step, frame, scanner, at: start)
    return [step]
  }

  private func parseDirective(
    _ word: String, at start: Int, _ scanner: inout Scanner
  ) throws(ScriptProblem) -> Step.Action {
    if word == "raw" {
      _ = scanner.skip(" ") || scanner.skip("\t")
    } else {
      scanner.skipBlanks()
    }
    let action: Step.Action
    if let directive = Directive.byName[word] {
      action = try directive.parse(&scanner)
    } else if let control = controls[word] {
      action = try ControlParser.parse(control, &scanner)
    } else {
      throw unknown(word, scanner, at: start)
    }
    scanner.skipBlanks()
    guard scanner.isAtLineEnd else {
      let usage = Directive.byName[word]?.usage ?? word
      throw scanner.expected(
        BilingualText("the end of the line", "行尾"),
        BilingualText("Remove what follows; the directive is `\(usage)`.", "请删去其后的内容；该指令为 `\(usage)`。"))
    }
    return action
  }

  private func unknown(_ word: String, _ scanner: Scanner, at start: Int) -> ScriptProblem {
    let names = Self.directiveNames + controls.keys.sorted()
    let short = word.excerpt(40)
    let fix: BilingualText
    if let near = Suggestion.nearest(to: word, in: names) {
      let usage = Directive.byName[near]?.usage ?? controls[near]?.usage ?? Directive.include.usage
      fix = BilingualText("Did you mean `\(near)`? It is written `\(usage)`.", "是否想写 `\(near)`？写法为 `\(usage)`。")
    } else if word.hasPrefix("//") || word.hasPrefix("--") || word.hasPrefix(";") {
      fix = BilingualText("A comment begins with `#`.", "注释以 `#` 开头。")
    } else {
      let list = names.joined(separator: ", ")
      fix = BilingualText("The directives are: \(list).", "可用的指令：\(list)。")
    }
    return scanner.problem(
      BilingualText("`\(short)` is not a directive", "`\(short)` 不是指令"), fix, at: start)
  }

  // MARK: Other files

  private func include(
    _ scanner: inout Scanner, _ session: inout SessionChecks, _ reading: inout Reading
  ) throws(ScriptProblem) -> [Step] {
    scanner.skipBlanks()
    let start = scanner.index
    let name = try IncludeLine.name(&scanner)
    let path = ScriptFile.path(name, besides: scanner.source.file)
    let canonical = ScriptFile.canonicalPath(path)
    guard !reading.open.contains(canonical) else {
      throw scanner.problem(
        BilingualText("the file includes itself", "文件包含了自身"),
        BilingualText("Remove this line, or move the shared steps to a third file.", "请删去此行，或将共用步骤移到第三个文件。"), at: start)
    }
    guard reading.open.count < Self.maximumDepth, reading.files < Self.maximumFiles else {
      throw scanner.problem(
        BilingualText(
          "more than \(Self.maximumDepth) files inside each other, or \(Self.maximumFiles) in all",
          "文件嵌套超过 \(Self.maximumDepth) 层，或总数超过 \(Self.maximumFiles)"),
        BilingualText("Include the inner files here.", "请直接在此包含内层文件。"), at: start)
    }
    let bytes: [UInt8]
    do {
      bytes = try ScriptFile.read(path)
    } catch {
      let fix = BilingualText(
        "\(error.fix.english) `include` takes it from the folder of the file that has the line.",
        "\(error.fix.chinese)`include` 的路径相对于该行所在文件的目录。")
      throw scanner.problem(error.message, error.isTooLong ? error.fix : fix, at: start)
    }
    reading.open.append(canonical)
    reading.files += 1
    defer { reading.open.removeLast() }
    return parse(SourceText(file: path, bytes: bytes), &session, &reading)
  }
}
