import Script
import Testing

@Suite struct ProblemTextTests {
  @Test func problemShowsLineCaretAndFix() throws {
    #expect(
      try text(of: "call t\nexpct {a: 1}") == """
        a.mcp:2:1: `expct` is not a directive
          2 | expct {a: 1}
            | ^
          fix: Did you mean `expect`? It is written `expect {…}`.
        """)
  }

  @Test func fileThatCannotBeReadHasNoLine() throws {
    let problems = #expect(throws: ScriptProblems.self) { try ScriptParser().parse(file: "/nonexistent/a.payin") }
    #expect(
      problems?.problems.map { $0.text() } == [
        """
        /nonexistent/a.payin: there is no file `/nonexistent/a.payin`
          fix: Check the path.
        """
      ])
  }

  @Test func problemIsToldInChinese() throws {
    #expect(
      try text(of: "within 2", inChinese: true) == """
        a.mcp:1:8: 时间没有单位
          1 | within 2
            |        ^
          改法: 若是秒请写 `2s`，也可用 ms、m、h。
        """)
  }

  @Test(
    arguments: [
      // The caret's column on the terminal: a Chinese character takes two, a combining mark none, a tab is shown as two.
      ("call t title=\"中文中文\" x", 24), ("\tcall t title=e\u{301} x", 17), ("call t a=\u{202E}b x", 12),
      ("call t a=😀 x", 12),
    ])
  func caretStandsUnderTheCharacter(script: String, column: Int) throws {
    let lines = try text(of: script).split(separator: "\n")
    let indent = "  1 | ".count
    #expect(lines[2].count == indent + column + 1)
    #expect(!lines[1].unicodeScalars.contains { $0 == "\t" || $0 == "\u{202E}" })
  }

  @Test(arguments: [1, 30, 79, 80, 500, 4000])
  func longLineIsCutAroundTheCaret(length: Int) throws {
    for filler in ["x", "中"] {
      let script =
        "call t a=\"" + String(repeating: filler, count: length) + "\" b=\"tail\"! "
        + String(repeating: "y", count: 200)
      let lines = try text(of: script).split(separator: "\n")
      #expect(lines.dropFirst().prefix(2).allSatisfy { width($0) <= 80 }, "\(lines[1])")
      let caret = try #require(lines[2].firstIndex(of: "^"))
      let before = lines[2][..<caret].count
      #expect(character(at: before, in: lines[1]) == "!")
    }
  }

  private func width(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x4E00 && $1.value < 0xA000 ? 2 : 1) }
  }

  /// The character that begins at a column of a terminal.
  private func character(at column: Int, in line: Substring) -> Character? {
    var position = 0
    return line.first { character in
      defer { position += width(Substring(String(character))) }
      return position == column
    }
  }

  private func text(of script: String, inChinese: Bool = false) throws -> String {
    let error = #expect(throws: ScriptProblems.self) { _ = try ScriptParser().parse(script.utf8, file: "a.mcp") }
    return try #require(error?.problems.first).text(inChinese: inChinese)
  }
}
