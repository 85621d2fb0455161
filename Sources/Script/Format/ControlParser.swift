import JSON

/// Reads the words after a control word.
enum ControlParser {
  static func parse(_ control: ControlWord, _ scanner: inout Scanner) throws(ScriptProblem) -> Step.Action {
    var (words, offsets): ([String], [Int]) = ([], [])
    scanner.skipBlanks()
    while !scanner.isAtLineEnd {
      offsets.append(scanner.index)
      words.append(try readWord(&scanner))
      scanner.skipBlanks()
    }
    do {
      let call = try control.makeCall(words)
      return .control(
        name: control.name, call: Step.ToolInvocation(tool: call.tool, arguments: call.arguments, words: words))
    } catch {
      let offset = offsets.indices.contains(error.word) ? offsets[error.word] : scanner.index
      throw scanner.problem(error.message, error.fix, at: offset)
    }
  }

  private static func readWord(_ scanner: inout Scanner) throws(ScriptProblem) -> String {
    let start = scanner.index
    if scanner.next == UInt8(ascii: "\"") {
      let text = try ValueParser.json(&scanner).string ?? ""
      guard scanner.isAtLineEnd || scanner.next?.isBlank == true else {
        throw scanner.expected(
          BilingualText("a space after the text", "文本后的空格"),
          BilingualText("Put the whole word into quotes.", "请将整个词放入引号。"))
      }
      return text
    }
    let word = scanner.readWord()
    try scanner.noteReferences(in: start..<scanner.index)
    return word
  }
}
