import JSON
import Script
import Testing

@Suite struct ReportTests {
  /// The whole text, so that it is read once by the one who changes it.
  @Test func differenceIsSeenAtAGlance() throws {
    let text = try report(
      "call echo status=pending amount=49.99\nexpect {result: {structuredContent: {status: \"completed\"}}}")
    #expect(
      text == """
        FAIL  -  2025-11-25     1 step    N ms
          -:2:1
          2 | expect {result: {structuredContent: {status: "completed"}}}
          the answer is not as expected: it has another value
          at        result.structuredContent.status
          expected  "completed"
          actual    "pending"
          sent      {"id":2,"method":"tools/call","params":{"name":"echo","arguments":{
                    "status":"pending","amount":"49.99"}}}
          received  {"id":2,"result":{"content":[],"structuredContent":{
                    "status":"pending","amount":"49.99"},"seen":{},"pid":P}}

        0 passed, 1 failed; 1 step in N ms

        """)
  }

  @Test func stepsOfAPassedScriptAreCounted() throws {
    #expect(
      try report("call echo\nexpect {result: any}") == """
        ok    -  2025-11-25    2 steps    N ms
        1 passed, 0 failed; 2 steps in N ms

        """)
    #expect(try report("call echo", isQuiet: true).isEmpty)
  }

  @Test func serverThatEndsIsQuoted() throws {
    let text = try report("call exit")
    #expect(text.contains("\n  the server ended with status 3 before the answer\n"))
    #expect(text.contains("\n  stderr    no more paper\n"))
  }

  @Test func lineThatIsNoMessageIsShown() throws {
    let text = try report("call stray")
    #expect(text.contains("\n  the server wrote a line that is no JSON to standard output\n"))
    #expect(text.contains("\n  received  Loading the model\n"))
  }

  @Test func misspeltMemberIsSeenBesideThoseThatAreThere() throws {
    let text = try report("call echo status=1 amount=2\nexpect {result: {structuredContent: {amuont: any}}}")
    #expect(text.contains("\n  expected  any\n  actual    — {status: …, amount: …}\n"))
  }

  /// Long values are cut where they differ, and nothing is wider than a terminal.
  @Test(arguments: ["a", "长"])
  func noLineIsWiderThanATerminal(_ letter: String) throws {
    let long = String(repeating: letter, count: 500)
    let text = try report("call echo text=\(long)1\nexpect {result: {structuredContent: {text: \"\(long)2\"}}}")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines.allSatisfy { $0.unicodeScalars.reduce(0) { $0 + ($1.isASCII || $1 == "…" || $1 == "—" ? 1 : 2) } <= 80 })
    #expect(lines.contains { $0.hasPrefix("  expected  …") && $0.hasSuffix("\(letter)2\"") })
    #expect(lines.contains { $0.hasPrefix("  actual    …") && $0.hasSuffix("\(letter)1\"") })
  }

  @Test func nothingInvisibleIsShown() throws {
    let text = try report(
      #"call echo {text: "\u001b[31m\u202e"}"# + "\nexpect {result: {structuredContent: {text: 1}}}")
    #expect(text.unicodeScalars.allSatisfy { !$0.isInvisible || $0 == "\n" })
    #expect(text.contains(#"actual    "\u001b[31m\u202e""#))
  }

  @Test func colourIsForTerminalsOnly() throws {
    #expect(try !report("call fail").contains("\u{1B}"))
    #expect(try report("call fail", isColoured: true).contains("\u{1B}[31mFAIL\u{1B}[0m"))
  }

  @Test func reportIsInChinese() throws {
    let text = try report("call echo a=1\nexpect {result: {structuredContent: {a: \"2\"}}}", isChinese: true)
    #expect(text.contains("  应答与预期不符：值不同\n  位置      result.structuredContent.a\n  预期      \"2\"\n  实际      \"1\"\n"))
  }

  private func report(
    _ script: String, isColoured: Bool = false, isQuiet: Bool = false, isChinese: Bool = false
  ) throws -> String {
    var style = ReportStyle()
    (style.isColoured, style.isQuiet, style.isChinese) = (isColoured, isQuiet, isChinese)
    style.nameWidth = 1
    style.standardInput = Array(script.utf8)
    var report = ReportFormat.text.makeReport(style)
    var text = ""
    for result in try TestServer.run(script, file: "-") { text += report.add(result) }
    text += report.finish()
    return text.replacing(#/ +\d+ ms/#, with: "    N ms").replacing(#/in +N ms/#, with: "in N ms")
      .replacing(#/"pid":\d+/#, with: "\"pid\":P")
  }
}
