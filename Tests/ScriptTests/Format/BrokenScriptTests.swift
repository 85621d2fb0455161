import JSON
import Script
import Testing

/// Scripts that are wrong in one place each: where the caret stands, and what the message and the fix name.
@Suite struct BrokenScriptTests {
  struct Broken: CustomTestStringConvertible {
    let script: String
    let line: Int
    let column: Int
    let message: String
    let fix: String
    var testDescription: String { script }

    init(_ script: String, _ line: Int, _ column: Int, _ message: String, fix: String) {
      (self.script, self.line, self.column, self.message, self.fix) = (script, line, column, message, fix)
    }
  }

  static let directives: [Broken] = [
    Broken("# first\nexpct {result: any}", 2, 1, "`expct` is not a directive", fix: "`expect`"),
    Broken("cal list_orders", 1, 1, "`cal` is not a directive", fix: "call TOOL name=value"),
    Broken("// note", 1, 1, "not a directive", fix: "begins with `#`"),
    Broken("wibble wobble", 1, 1, "not a directive", fix: "call, request, expect"),
    Broken("call", 1, 5, "the name of a tool", fix: "call TOOL"),
    Broken("call t amount = 5", 1, 8, "`name=value`", fix: "without spaces"),
    Broken("call t a=1 a=2", 1, 12, "`a` is given twice", fix: "Remove one"),
    Broken("call t a=\"x\"y", 1, 13, "a space after the value", fix: "whole value into quotes"),
    Broken("call t a:=yes", 1, 11, "`yes` is not a value of JSON", fix: "quotes: \"yes\""),
    Broken("call t a={b: any}", 1, 14, "`any` is a matcher", fix: "Matchers stand in `expect`"),
    Broken("call t {a: 1", 1, 8, "opened here and never closed", fix: "the file ends first"),
    Broken("call t {a: 1\n", 1, 8, "opened here and never closed", fix: "the file ends first"),
    Broken("call t a:={\n\n# c\n", 1, 11, "opened here and never closed", fix: "the file ends first"),
    Broken("request tools/list [1]", 1, 20, "an object", fix: "{name: value, …}"),
    Broken("within 2", 1, 8, "no unit", fix: "`2s` for seconds"),
    Broken("within soon", 1, 8, "`soon` is not a time", fix: "within 1500ms"),
    Broken("within 25h", 1, 8, "not a time", fix: "up to 24h"),
    Broken("era 2025-11-26", 1, 5, "no published revision", fix: "Did you mean `2025-11-25`?"),
    Broken("call t\nera both", 2, 1, "after the first message", fix: "start of the script"),
    Broken("era both\nera all", 2, 1, "the eras of the whole script already", fix: "one of the two"),
    Broken("exit 256", 1, 6, "not an exit status", fix: "0 to 255"),
    Broken("restart now", 1, 9, "the end of the line", fix: "`restart`"),
    Broken("env PAYIN-KEY=x", 1, 5, "not the name of a variable", fix: "NAME=value"),
    Broken("env", 1, 4, "`NAME=value`", fix: "NAME=value"),
    Broken("include", 1, 8, "the name of a file", fix: "include FILE"),
    Broken("include no/such.file", 1, 9, "there is no file `no/such.file`", fix: "the folder of the file"),
    Broken("advance", 1, 8, "a time is missing", fix: "advance 10m"),
    Broken("advance 10x", 1, 9, "not a time", fix: "advance 10m"),
    Broken("advnce 10m", 1, 1, "not a directive", fix: "advance DURATION"),
  ]

  static let patterns: [Broken] = [
    Broken("call t\nexpect {result: {a: 1}", 2, 8, "`{` is opened here and never closed", fix: "Add `}`"),
    Broken("call t\nexpect {\n  a: [1,\n    2\ncall u x=1\n", 3, 6, "`[` is opened", fix: "before line 5"),
    Broken("call t\nexpect {a 1}", 2, 11, "`:` after the name `a`", fix: "name: value"),
    Broken("call t\nexpect {a: 1 b: 2}", 2, 14, "`,` or `}`", fix: "line 2, column 8, or put a comma"),
    Broken("call t\nexpect {a: strng}", 2, 12, "neither a value nor a matcher", fix: "`string`"),
    Broken("call t\nexpect {a: 01}", 2, 12, "not a number of JSON", fix: "leading zeros"),
    Broken("call t\nexpect {a: \"x}", 2, 12, "does not end on its line", fix: "Close it with"),
    Broken("call t\nexpect {a: \"\\d\"}", 2, 13, "unknown escape", fix: "backslash itself"),
    Broken("call t\nexpect {a: regex(\"(\")}", 2, 18, "not a regular expression", fix: "brackets"),
    Broken("call t\nexpect {a: regex}", 2, 17, "`(` after `regex`", fix: "regex(\"^ord_\")"),
    Broken("call t\nexpect {a: decimal(\"4,9\")}", 2, 20, "not a decimal number", fix: "49.99"),
    Broken("call t\nexpect {a: length(5..1)}", 2, 19, "not a length", fix: "length(1..5)"),
    Broken("call t\nexpect {a: unordered(1)}", 2, 22, "expected `[`", fix: "unordered([1, 2])"),
    Broken("call t\nexpect {a: [absent]}", 2, 13, "outside of an object's member", fix: "{name: absent}"),
    Broken("call t\nexpect absent", 2, 8, "outside of an object's member", fix: "{name: absent}"),
    Broken("call t\nexpect {a: 1, a: 2}", 2, 15, "this name already", fix: "Remove one"),
    Broken("call t\nexpect {a: 1} x", 2, 15, "the end of the line", fix: "expect {…}"),
    Broken("call t\nexpect error", 2, 13, "an error's code", fix: "not_found"),
    Broken("call t\nexpect error {a: 1}", 2, 14, "an error's code", fix: "expect {error: {…}}"),
    Broken("call t\nexpect 7", 2, 8, "the pattern is missing", fix: "expect ID {…}"),
    Broken("call t\nexpect {a: 1 ~}", 2, 14, "`,` or `}`", fix: "comma"),
    Broken("call t\ncapture a b", 2, 11, "`=` after the name", fix: "capture NAME = PATH"),
    Broken("call t\ncapture a = result..x", 2, 20, "the path is wrong", fix: "result.content[0].text"),
    Broken("call t\ncapture a = r[x]", 2, 15, "the path is wrong", fix: "in brackets"),
  ]

  static let sessions: [Broken] = [
    Broken("{\"id\": 1,}", 1, 10, "unexpected character", fix: "`raw `"),
    Broken("{\"id\": 1", 1, 9, "ends too early", fix: "one line of JSON"),
    Broken("[1] x", 1, 5, "more text after", fix: "`raw `"),
    Broken("expect {a: 1}", 1, 1, "nothing was sent before", fix: "`call`"),
    Broken("capture a = result", 1, 1, "nothing was sent before", fix: "`call`"),
    Broken("call t a=${x}", 1, 10, "`${x}` is captured nowhere before", fix: "capture x = PATH"),
    Broken(
      "call t\ncapture order = a\ncall t a=\"${odrer}\"", 3, 11, "captured nowhere", fix: "Did you mean `${order}`?"),
    Broken("call t a=${", 1, 10, "without the name of a capture", fix: "`$${`"),
    Broken("{\"a\": \"中文 ${x}\"}", 1, 11, "captured nowhere", fix: "capture x"),
    Broken(
      "{\"id\":1,\"method\":\"a\"}\n{\"id\":1,\"method\":\"b\"}", 2, 1, "the id 1 was given to the request of line 1",
      fix: "put `raw `"),
    Broken(
      "{\"id\":1,\"method\":\"a\"}\nexpect \"1\" {a: 1}", 2, 1, "no frame before this line has the id \"1\"",
      fix: "differ"),
  ]

  @Test(arguments: directives + patterns + sessions)
  func problemNamesPlaceAndFix(broken: Broken) throws {
    let problems = problems(of: broken.script)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.location.line == broken.line)
    #expect(problem.location.column == broken.column)
    #expect(problem.message.english.contains(broken.message), "\(problem.message.english)")
    #expect(problem.fix.english.contains(broken.fix), "\(problem.fix.english)")
    #expect(problem.message.chinese.unicodeScalars.contains { $0.value > 0x4E00 })
    #expect(problem.fix.chinese.unicodeScalars.contains { $0.value > 0x4E00 })
  }

  @Test func allProblemsOfAFileAreFound() {
    let problems = problems(
      of: """
        expct {
          a: 1
        }
        within 2
        call t {a: 1
        call u
        {"id": 1}
        expect {a: {b: [wrong]},
          c: 1}
        exit x
        """)
    #expect(problems.map(\.location.line) == [1, 4, 5, 8, 10])
  }

  private func problems(of script: String) -> [ScriptProblem] {
    do {
      _ = try ScriptParser(controls: [.advance]).parse(script.utf8, file: "test.mcp")
      return []
    } catch {
      return error.problems
    }
  }
}

extension ControlWord {
  /// A control word as a program may supply it.
  static let advance = ControlWord(name: "advance", usage: "advance DURATION") { (words) throws(Failure) in
    let fix = BilingualText("Write `advance 10m`.", "请写 `advance 10m`。")
    guard let word = words.first else {
      throw Failure(word: 0, message: BilingualText("a time is missing", "缺少时间"), fix: fix)
    }
    guard ScriptDuration.parse(word) != nil else {
      throw Failure(word: 0, message: BilingualText("this is not a time", "这不是时间"), fix: fix)
    }
    return Step.ToolInvocation(tool: "advance_clock", arguments: ["duration": .string(word)])
  }
}
