import JSON
import Script
import Testing

@Suite struct ScriptParserTests {
  static let lines: [(String, Step.Action)] = [
    (#"{"id": 1}"#, .frame(#"{"id": 1}"#)),
    (#"  [1, {"a": "é"}]"#, .frame(#"  [1, {"a": "é"}]"#)),
    ("raw {\"id\": ", .frame("{\"id\": ")), ("raw  two", .frame(" two")), ("raw", .frame("")),
    ("call list_orders", .call(tool: "list_orders", arguments: [:])),
    (
      #"call t amount=49.99 title="a \"b\"" count:=3 flag:=true none:=null list=[1, "x"] map={a: 1.50} empty="#,
      .call(
        tool: "t",
        arguments: [
          "amount": "49.99", "title": "a \"b\"", "count": 3, "flag": true, "none": nil, "list": [1, "x"],
          "map": ["a": .number(JSONNumber("1.50")!)], "empty": "",
        ])
    ),
    (
      "call t {amount: \"49.99\", \"a b\": [1, 2,],}",
      .call(tool: "t", arguments: ["amount": "49.99", "a b": [1, 2]])
    ),
    ("call t {\n  # why\n  a: 1\n}", .call(tool: "t", arguments: ["a": 1])),
    ("call t url=http://a/b?c=d#e", .call(tool: "t", arguments: ["url": "http://a/b?c=d#e"])),
    ("request tools/list", .request(method: "tools/list", parameters: [:])),
    ("request prompts/get {name: \"x\"}", .request(method: "prompts/get", parameters: ["name": "x"])),
    (
      "reply elicitation/create {action: \"accept\"}",
      .reply(method: "elicitation/create", result: ["action": "accept"])
    ),
    ("client {elicitation: {}}", .client(capabilities: ["elicitation": [:]])),
    (#"env A=1 B="two words" C="#, .environment(["A": "1", "B": "two words", "C": ""])),
    (
      "notify {method: \"notifications/progress\"}",
      .notification(.object([member("method", .value("notifications/progress"))]))
    ),
    ("era 2026-07-28", .eras(.revision("2026-07-28"))), ("era both", .eras(.both)), ("era all", .eras(.all)),
    ("within 500ms", .within(.milliseconds(500))), ("within 1m", .within(.seconds(60))),
    ("restart", .restart), ("kill  ", .kill), ("\teof", .endOfInput), ("exit 3", .exit(3)),
    (
      "advance 10m",
      .control(
        name: "advance",
        call: Step.ToolInvocation(tool: "advance_clock", arguments: ["duration": "10m"], words: ["10m"]))
    ),
  ]

  @Test(arguments: lines) func lineIsRead(text: String, action: Step.Action) throws {
    let script = try parse(text)
    #expect(script.steps.map(\.action) == [action])
    #expect(script.steps.first?.lines == 1...text.split(separator: "\n").count)
  }

  static let expectations: [(String, Step.Action)] = [
    ("expect any", .expect(.any, id: nil)),
    ("expect 7 {}", .expect(.object([]), id: 7)), ("expect \"a\" [ ]", .expect(.array([]), id: "a")),
    ("expect null error -32700", .expectError(code: -32700, id: .null)),
    ("expect error -32602", .expectError(code: -32602, id: nil)),
    ("expect error not_found", .expectError(code: "not_found", id: nil)),
    ("expect 7 error \"a b\"", .expectError(code: "a b", id: 7)),
    (
      "capture a-1 = result.content[-1][\"x y\"]",
      .capture(
        name: "a-1", path: ValuePath([.member("result"), .member("content"), .element(-1), .member("x y")]))
    ),
    ("capture all = .", .capture(name: "all", path: ValuePath([]))),
    (
      "expect {a: string, \"b\": [1.0, true, null], c: regex(\"^a\\\\d\"), d: decimal(\"1.5\"), e: absent}",
      .expect(
        .object([
          member("a", .type(.string)),
          member("b", .array([.value(.number(JSONNumber("1.0")!)), .value(true), .value(.null)])),
          member("c", .regex("^a\\d")), member("d", .decimal("1.5")), member("e", .absent),
        ]), id: nil)
    ),
    (
      "expect {a: unordered([1, any]), b: length(3), c: length(1..), d: length(..5), e: length( 1..5 )}",
      .expect(
        .object([
          member("a", .unordered([.value(1), .any])), member("b", .length(3...3)), member("c", .length(1...Int.max)),
          member("d", .length(0...5)), member("e", .length(1...5)),
        ]), id: nil)
    ),
    (
      "expect {a: contains(\"x\"), b: not(null), c: not(absent), d: string ~ \"${no}\", e: any ~ {x: [1]}}",
      .expect(
        .object([
          member("a", .contains(.value("x"))), member("b", .not(.value(.null))), member("c", .not(.absent)),
          member("d", .sample(.type(.string), "${no}")), member("e", .sample(.any, ["x": [1]])),
        ]), id: nil)
    ),
    ("expect {a: \"$${x} costs $5\"}", .expect(.object([member("a", .value("${x} costs $5"))]), id: nil)),
  ]

  @Test(arguments: expectations) func expectationIsRead(text: String, action: Step.Action) throws {
    let script = try parse("raw x\n" + text)
    #expect(script.steps.last?.action == action)
  }

  @Test func captureMayStandAfterItWasTaken() throws {
    let script = try parse("call t\ncapture a = x\nexpect {b: \"<${a}>\", c: decimal(\"${a}\")}\n{\"id\":${a}}\n")
    #expect(
      script.steps[2].action
        == .expect(
          .object([member("b", .template("<${a}>")), member("c", .decimal("${a}"))]), id: nil))
    #expect(script.steps[3].action == .frame("{\"id\":${a}}"))
  }

  @Test(arguments: ["\u{FEFF}call t\r\n\r\n# c\r\nexpect {\r\n  a: 1\r\n}\r\n", "call t\n\n# c\nexpect {\n  a: 1\n}"])
  func lineEndsAndMarksDoNotMatter(text: String) throws {
    let script = try parse(text)
    #expect(script.steps.map(\.location.line) == [1, 4])
    #expect(script.steps[1].lines == 4...6)
    #expect(script.steps[1].action == .expect(.object([member("a", .value(1))]), id: nil))
  }

  @Test(arguments: ["", "\n", "# only\n", "\u{FEFF}", "  \t\n\r\n"]) func emptyScriptHasNoSteps(text: String) throws {
    #expect(try parse(text).steps.isEmpty)
  }

  @Test func bytesThatAreNoTextAreNamed() {
    let bytes = Array("call t\ncall \u{E9}\u{E9}".utf8) + [0xFF, 0x0A]
    let error = #expect(throws: ScriptProblems.self) { _ = try ScriptParser().parse(bytes, file: "a") }
    #expect(error?.problems.map(\.location) == [SourceLocation(file: "a", line: 2, column: 8)])
  }

  private func parse(_ text: String) throws -> Script {
    try ScriptParser(controls: [.advance]).parse(text.utf8, file: "test.mcp")
  }
}

func member(_ name: String, _ pattern: Pattern) -> Pattern.Member {
  Pattern.Member(name: name, pattern: pattern)
}
