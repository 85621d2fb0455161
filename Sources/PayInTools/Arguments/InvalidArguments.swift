import JSONSchema
import PayIn

/// The problems of a call's arguments, found before anything was sent.
struct InvalidArguments: Error, Equatable {
  struct Problem: Equatable {
    /// A JSON pointer into the arguments.
    let path: String
    let expected: LocalizedText
    let given: LocalizedText
    let fix: LocalizedText
  }

  /// Never empty.
  let problems: [Problem]
  /// The call that lists which arguments are valid.
  var next: NextStep?

  init(_ problems: Problem...) {
    self.problems = problems
  }

  init(_ problems: [Problem]) {
    self.problems = problems
  }

  init(_ findings: [AssetFinding]) {
    problems = findings.map(Problem.init)
    next = .assets
  }
}

extension InvalidArguments.Problem {
  init(_ violation: SchemaViolation) {
    path = violation.pointer.description
    expected = LocalizedText(raw: violation.expected, violation.expectation.inChinese)
    given = LocalizedText(
      raw: violation.actual(hiding: KeyPattern.occurs), violation.given(hiding: KeyPattern.occurs).inChinese)
    // A model understands the meaning of a pattern better than the pattern.
    let isAmount = path.hasSuffix("/amount") && violation.keyword == .pattern
    let fix = isAmount ? Self.amountFix : LocalizedText(raw: violation.fix, violation.fixInChinese)
    let isUnknown = violation.keyword == .additionalProperties && violation.suggestedFix == .remove
    self.fix = isUnknown ? .sentences(fix, Self.withoutEffect) : fix
  }

  /// The caller may rely on an argument that no tool honours, such as one that asks for a trial run.
  private static let withoutEffect = LocalizedText(
    "It would have no effect: call again only if the call is right without it.",
    "它不会起任何作用：仅当不带它的调用也正确时才重新调用。")

  init(_ finding: AssetFinding) {
    (path, expected, given, fix) = ("/\(finding.field)", finding.expected, finding.given, finding.fix)
  }

  static let amountFix = LocalizedText(
    "Write whole tokens as plain digits with at most 6 decimals, for example 10.50: no sign, separators or exponent.",
    "请以整个代币为单位写纯数字，最多 6 位小数，例如 10.50：不带符号、分隔符或指数。")
}

/// Texts of several tools about arguments that exclude each other.
extension LocalizedText {
  static func either(_ first: String, _ second: String) -> LocalizedText {
    LocalizedText("either \(first) or \(second)", "\(first) 或 \(second) 之一")
  }

  static func giveEither(_ first: String, _ second: String) -> LocalizedText {
    LocalizedText("Give `\(first)` or `\(second)`, and not both.", "请提供 `\(first)` 或 `\(second)`，不要同时提供。")
  }

  static let neither = LocalizedText("neither", "两者都没有")
  static let both = LocalizedText("both", "两者都有")
  static let nothing = LocalizedText("nothing", "未提供")
}
