import JSON

/// Reads pairs of names and values: the arguments of `call` and the variables of `env`.
enum PairParser {
  /// Reads `{…}`, or `name=value` and `name:=JSON` up to the end of the line.
  static func arguments(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONObject {
    if scanner.next == UInt8(ascii: "{") { return try ValueParser.object(&scanner) }
    var arguments = JSONObject()
    while !scanner.isAtLineEnd {
      let start = scanner.index
      let (name, isJSON) = try parseName(&scanner, usage: "name=value")
      guard arguments[name] == nil else { throw repeated(name, scanner, at: start) }
      arguments.append(name, isJSON ? try ValueParser.json(&scanner) : try parseValue(&scanner))
      try endPair(&scanner)
    }
    return arguments
  }

  /// Reads `NAME=value` up to the end of the line.
  static func environment(_ scanner: inout Scanner) throws(ScriptProblem) -> [String: String] {
    var variables: [String: String] = [:]
    repeat {
      let start = scanner.index
      let (name, isJSON) = try parseName(&scanner, usage: "NAME=value")
      guard !isJSON, Template.isName(name.utf8), !name.utf8.contains(UInt8(ascii: "-")) else {
        throw scanner.problem(
          BilingualText("`\(name.excerpt(40))` is not the name of a variable", "`\(name.excerpt(40))` 不是变量名"),
          BilingualText(
            "Write `NAME=value` with letters, digits and `_` in the name.", "请写 `NAME=value`，名称只含字母、数字和 `_`。"),
          at: start)
      }
      guard variables[name] == nil else { throw repeated(name, scanner, at: start) }
      variables[name] = try parseText(&scanner)
      try endPair(&scanner)
    } while !scanner.isAtLineEnd
    return variables
  }

  /// Reads the name and `=` or `:=`.
  private static func parseName(
    _ scanner: inout Scanner, usage: String
  ) throws(ScriptProblem) -> (name: String, isJSON: Bool) {
    let start = scanner.index
    let name = scanner.read { !$0.isBlank && !"\n=:\"".utf8.contains($0) }
    let isJSON = scanner.skip(":")
    guard !name.isEmpty, scanner.skip("=") else {
      scanner.index = start
      throw scanner.expected(
        BilingualText("`\(usage)`", " `\(usage)`"),
        BilingualText(
          "Write `\(usage)` without spaces around `=`; a value with spaces stands in quotes.",
          "请写 `\(usage)`，`=` 两侧不留空格；含空格的值须加引号。"))
    }
    return (name, isJSON)
  }

  /// Reads an object, an array or text.
  private static func parseValue(_ scanner: inout Scanner) throws(ScriptProblem) -> JSONValue {
    switch scanner.next {
    case UInt8(ascii: "{"), UInt8(ascii: "["): try ValueParser.json(&scanner)
    default: .string(try parseText(&scanner))
    }
  }

  /// Reads `"quoted text"`, or a word up to the next space.
  private static func parseText(_ scanner: inout Scanner) throws(ScriptProblem) -> String {
    if scanner.next == UInt8(ascii: "\"") { return try ValueParser.json(&scanner).string ?? "" }
    let start = scanner.index
    let word = scanner.readWord()
    try scanner.noteReferences(in: start..<scanner.index)
    return word
  }

  private static func endPair(_ scanner: inout Scanner) throws(ScriptProblem) {
    let end = scanner.index
    scanner.skipBlanks()
    guard scanner.isAtLineEnd || scanner.index > end else {
      throw scanner.expected(
        BilingualText("a space after the value", "值后的空格"),
        BilingualText("Put the whole value into quotes: name=\"some text\".", "请将整个值放入引号：name=\"some text\"。"))
    }
  }

  private static func repeated(_ name: String, _ scanner: Scanner, at start: Int) -> ScriptProblem {
    scanner.problem(
      BilingualText("`\(name.excerpt(40))` is given twice", "`\(name.excerpt(40))` 给出了两次"),
      BilingualText("Remove one of the two.", "请删去其中一个。"), at: start)
  }
}
