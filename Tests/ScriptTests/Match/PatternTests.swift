import JSON
import Script
import Testing

@Suite struct PatternTests {
  /// A pattern, a value, and the path of the first difference, or nil.
  static let cases: [(String, String, String?)] = [
    ("1", "1.0", nil), ("100", "1e2", nil), ("9007199254740993", "9007199254740992", "."), ("1", "\"1\"", "."),
    ("\"é\"", "\"e\u{301}\"", "."), ("\"é\"", "\"\\u00e9\"", nil), ("null", "null", nil), ("null", "0", "."),
    ("{a: 1}", "{\"b\": 2, \"a\": 1}", nil), ("{a: 1}", "{\"b\": 2}", "a"),
    ("{a: {b: [1, 2]}}", "{\"a\": {\"b\": [1, 3]}}", "a.b[1]"),
    ("[1]", "[1, 2]", "[1]"), ("[1, 2]", "[1]", "[1]"), ("[]", "[]", nil), ("[]", "{}", "."),
    ("{a: any}", "{\"a\": null}", nil), ("{a: any}", "{}", "a"), ("{a: absent}", "{}", nil),
    ("{a: absent}", "{\"a\": null}", "a"),
    ("{a: not(absent)}", "{\"a\": 1}", nil), ("{a: not(absent)}", "{}", "a"),
    ("integer", "1.0", nil), ("integer", "1.5", "."), ("integer", "1e400", nil), ("number", "1.5", nil),
    ("number", "\"1\"", "."),
    ("string", "\"\"", nil), ("boolean", "false", nil), ("array", "[1]", nil), ("object", "{}", nil),
    ("object", "[]", "."),
    ("regex(\"^ord_[0-9]+$\")", "\"ord_12\"", nil), ("regex(\"^ord_[0-9]+$\")", "\"ord_x\"", "."),
    ("regex(\"1\")", "1", "."),
    ("regex(\"^.$\")", "\"e\u{301}\"", "."), ("regex(\"b\")", "\"abc\"", nil),
    ("length(2)", "\"中文\"", nil), ("length(2)", "[1]", "."), ("length(1..)", "{\"a\": 1}", nil),
    ("length(..1)", "[1, 2]", "."), ("length(1)", "7", "."),
    ("contains(\"b\")", "\"abc\"", nil), ("contains(\"\")", "\"\"", nil), ("contains(\"d\")", "\"abc\"", "."),
    ("contains({a: 1})", "[{\"a\": 2}, {\"a\": 1}]", nil), ("contains(3)", "[1, 2]", "."),
    ("contains(1)", "\"1\"", "."),
    ("not(1)", "2", nil), ("not(1)", "1", "."), ("not({a: 1})", "{\"a\": 2}", nil),
    ("unordered([1, 2])", "[2, 1]", nil), ("unordered([1, 2])", "[2, 2]", "."), ("unordered([any, 1])", "[1, 2]", nil),
    ("unordered([1])", "[1, 1]", "."), ("unordered([1, 1])", "[1, 2]", "."),
    ("string ~ \"was\"", "\"is\"", nil), ("string ~ \"was\"", "1", "."),
    ("{a: [{b: absent}]}", "{\"a\": [{\"b\": 1}]}", "a[0].b"),
  ]

  @Test(arguments: cases) func firstDifferenceIsFound(pattern: String, value: String, path: String?) throws {
    let mismatch = try Self.pattern(pattern).mismatch(with: try JSONParser.parse(value))
    #expect(mismatch?.path.description == path, "\(mismatch?.reasonText.english ?? "")")
  }

  static let reasons: [(String, String, Mismatch.Reason, String, String)] = [
    ("{amount: \"5\"}", "{}", .missingMember, "\"5\"", "— {}"),
    ("{a: absent}", "{\"a\": [1, 2]}", .presentMember, "absent", "[1,2]"),
    ("{a: string}", "{\"a\": 1}", .otherType, "string", "1"),
    ("{a: decimal(\"49.99\")}", "{\"a\": \"49.98\"}", .otherValue, "decimal(\"49.99\")", "\"49.98\""),
    ("{a: length(2..3)}", "{\"a\": \"x\"}", .wrongLength(1), "length(2..3)", "\"x\""),
    ("[1, string]", "[1]", .missingElement, "string", "—"),
    ("[]", "[{\"a\": 1}]", .unexpectedElement, "—", "{\"a\":1}"),
    ("unordered([1, 3])", "[1, 2]", .noFittingElement, "3", "[1,2]"),
    ("unordered([1, 1])", "[1, 2]", .noAssignment, "unordered([1, 1])", "[1,2]"),
    ("contains(\"x\")", "\"abc\"", .notContained, "contains(\"x\")", "\"abc\""),
    ("not(integer)", "1", .fitsExcluded, "not(integer)", "1"),
    ("\"a\"", "\"\\u202e\"", .otherValue, "\"a\"", "\"\\u202e\""),
  ]

  @Test(arguments: reasons)
  func reasonAndBothSidesAreTold(
    pattern: String, value: String, reason: Mismatch.Reason, expected: String, actual: String
  ) throws {
    let value = try JSONParser.parse(value)
    let mismatch = try #require(try Self.pattern(pattern).mismatch(with: value))
    #expect(mismatch.reason == reason)
    let description = FailureDescription(.mismatch(mismatch, answer: value))
    #expect(description.expected ?? "—" == expected)
    #expect(description.actual ?? "—" == actual)
  }

  @Test func capturesStandInPatterns() throws {
    let pattern = try Self.pattern("{a: \"${n}\", b: \"<${n}>\", c: decimal(\"${n}\"), d: contains(\"${t}\")}")
    let captures: Captures = ["n": 5, "t": "x"]
    let value: JSONValue = ["a": 5, "b": "<5>", "c": "5.00", "d": "axe"]
    #expect(pattern.mismatch(with: value, captures) == nil)
    #expect(pattern.mismatch(with: value, ["n": "5", "t": "x"])?.path.description == "a")
    #expect(pattern.mismatch(with: value, [:])?.reason == .missingCapture("n"))
  }

  /// Reads a pattern as a script has it. The names `n` and `t` are known.
  static func pattern(_ text: String) throws -> Pattern {
    // A text or a number alone would be read as an id, so the pattern stands in a member.
    let script = try ScriptParser(variables: ["n", "t"]).parse("raw x\nexpect {x: \(text)}".utf8, file: "test")
    guard case .expect(.object(let members), _) = script.steps.last?.action else { return .absent }
    return members[0].pattern
  }
}
