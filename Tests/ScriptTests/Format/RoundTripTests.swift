import JSON
import Script
import TestSupport
import Testing

@Suite struct RoundTripTests {
  private static let variables: Set<String> = ["x", "order_id", "a-1"]

  @Test func randomScriptIsReadBackTheSame() throws {
    var random = RandomSteps(seed: RandomizedTests.seed(otherwise: 7))
    for _ in 0..<RandomizedTests.count(400, full: 20_000) {
      let actions = [.frame("raw"), random.sent()] + (0..<5).map { _ in random.action() }
      let text = actions.map { ScriptWriter.text(of: $0) + "\n" }.joined()
      let script = try parse(text)
      #expect(script.steps.count == actions.count)
      for (step, action) in zip(script.steps, actions) where step.action != action {
        Issue.record("\(step.action)\nis not\n\(action)\nof\n\(ScriptWriter.text(of: action))")
      }
      #expect(ScriptWriter.text(of: script) == text)
    }
  }

  @Test func longPatternIsBrokenAtItsBrackets() throws {
    let pattern = try PatternTests.pattern(
      #"{result: {structuredContent: {amount: decimal("49.99"), status: "pending", tags: unordered(["a", "b"])}, isError: absent, content: [{type: "text"}]}}"#
    )
    #expect(
      ScriptWriter.text(of: .expect(pattern, id: nil)) == """
        expect {
          result: {
            structuredContent: {amount: decimal("49.99"), status: "pending", tags: unordered(["a", "b"])},
            isError: absent,
            content: [{type: "text"}]
          }
        }
        """)
  }

  @Test(
    arguments: [
      (.frame("{\"a\":1}"), "{\"a\":1}"), (.frame("{\"a\":"), "raw {\"a\":"), (.frame("x"), "raw x"),
      (.call(tool: "t", arguments: ["a": "b c", "n": 1, "l": [1]]), "call t a=\"b c\" n:=1 l=[1]"),
      (.call(tool: "t", arguments: ["a b": "c"]), "call t {\"a b\": \"c\"}"),
      (.within(.milliseconds(90_000)), "within 90s"), (.within(.nanoseconds(1)), "within 1ms"),
      (.expect(.object([member("a", .value("${x}"))]), id: "i"), "expect \"i\" {a: \"$${x}\"}"),
      (.expect(.object([member("a", .value(["b": [1, "$"]]))]), id: nil), "expect {a: {b: [1, \"$\"]}}"),
      (.environment(["B": "2", "A": "{1}"]), "env A=\"{1}\" B=2"),
    ] as [(Step.Action, String)])
  func stepIsWritten(action: Step.Action, text: String) {
    #expect(ScriptWriter.text(of: action) == text)
  }

  private func parse(_ text: String) throws -> Script {
    do {
      return try ScriptParser(controls: [.advance], variables: Self.variables).parse(text.utf8, file: "random")
    } catch {
      Issue.record("\(error.problems.map { $0.text() }.joined(separator: "\n"))\n\(text)")
      throw error
    }
  }
}

/// Draws steps as the parser makes them.
private struct RandomSteps {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &random)! }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func sent() -> Step.Action {
    switch number(0...3) {
    case 0: .call(tool: pick(["create_order", "a.b"]), arguments: object(1, text: { $0.source() }))
    case 1: .request(method: "tools/list", parameters: object(1, text: { $0.source() }))
    case 2: .frame("{\"id\": \"\(number(0...Int.max))\", \"method\": \"m\"}")
    default: .frame(source().replacing("\n", with: ""))
    }
  }

  mutating func action() -> Step.Action {
    switch number(0...15) {
    case 0...2: sent()
    case 3...7: .expect(.object(members(3)), id: pick([nil, nil, "a b", 7, .null]))
    case 8: .expectError(code: pick([-32602, "not_found", "a b", ""]), id: pick([nil, 1]))
    case 9: .notification(pattern(2))
    case 10: .capture(name: pick(["x", "b_2"]), path: path())
    case 11: .reply(method: "elicitation/create", result: object(2, text: { $0.source() }))
    case 12: .environment(["A": source(), "B_1": source()])
    case 13: .within(.milliseconds(number(1...86_400_000)))
    case 14:
      .control(
        name: "advance",
        call: Step.ToolInvocation(tool: "advance_clock", arguments: ["duration": "10m"], words: ["10m", source()]))
    default:
      pick([.restart, .kill, .endOfInput, .exit(255), .eras(.revision("2026-07-28")), .client(capabilities: [:])])
    }
  }

  private mutating func path() -> ValuePath {
    ValuePath((0..<number(0...4)).map { _ in pick([.member(text()), .member("result"), .element(number(-3...3))]) })
  }

  /// Any text.
  private mutating func text() -> String {
    let parts = [
      "a", "b c", "", "中文", "\"", "\\", "\n", "\t", "$", "$$", "${", "}", "{", "#", "=", "\u{2028}", "é", "e\u{301}",
      "😀", "[", "~", "\u{0}",
    ]
    return (0..<number(0...4)).map { _ in pick(parts) }.joined()
  }

  /// A text in which `${` is a capture or escaped.
  private mutating func source() -> String {
    Template.escaping(text()) + pick(["", "", " ${x}", "<${order_id}>${a-1}"])
  }

  private mutating func scalar(text: (inout Self) -> String) -> JSONValue {
    switch number(0...4) {
    case 0: pick([.null, true, false])
    case 1: .number(JSONNumber(pick(["0", "-0.50", "1e400", "123456789012345678901234567890", "7"]))!)
    default: .string(text(&self))
    }
  }

  private mutating func json(_ depth: Int, text: (inout Self) -> String) -> JSONValue {
    switch number(0...(depth > 0 ? 5 : 3)) {
    case 4: .array((0..<number(0...3)).map { _ in json(depth - 1, text: text) })
    case 5: .object(object(depth - 1, text: text))
    default: scalar(text: text)
    }
  }

  private mutating func object(_ depth: Int, text: (inout Self) -> String) -> JSONObject {
    var object = JSONObject()
    for _ in 0..<number(0...4) {
      object[pick(["a", "B_1", "a b", "", "_meta", "${x}", "中"])] = json(depth, text: text)
    }
    return object
  }

  private mutating func members(_ depth: Int) -> [Pattern.Member] {
    let names = ["result", "a b", "x-1", "payin-mcp/error", "any", "", "${x}"].shuffled(using: &random)
    return names.prefix(number(0...4)).map { name in
      Pattern.Member(name: name, pattern: number(0...9) == 0 ? pick([.absent, .not(.absent)]) : pattern(depth))
    }
  }

  private mutating func pattern(_ depth: Int) -> Pattern {
    switch number(0...(depth > 0 ? 13 : 6)) {
    case 0: .any
    case 1: .type(pick(Pattern.TypeName.allCases))
    case 2: .regex(pick(["^a\\d+$", "中|b", "\"", "\\$\\{x\\}", ""]))
    case 3: .decimal(pick(["49.99", "-0", "+.5", "1e9", "${x}"]))
    case 4: pick([.length(3...3), .length(0...5), .length(1...Int.max), .length(0...0), .length(2...9)])
    case 5: .template("\(Template.escaping(text())) ${x}")
    case 7: .array((0..<number(0...3)).map { _ in pattern(depth - 1) })
    case 8: .unordered((0..<number(0...3)).map { _ in pattern(depth - 1) })
    case 9: .contains(pattern(depth - 1))
    case 10: .not(pattern(depth - 1))
    case 11: .sample(pick([.any, .type(.string), .regex("x")]), json(2, text: { $0.text() }))
    case 12, 13: .object(members(depth - 1))
    default: .value(scalar(text: { $0.text() }))
    }
  }
}
