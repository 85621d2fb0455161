import JSONSchema
import PayIn

/// What is wrong with a call's arguments; found before anything was sent.
struct InvalidArguments: Error, Equatable {
  struct Problem: Equatable {
    /// A JSON pointer into the arguments.
    let path: String
    let expected: String
    let given: String
    let fix: String
  }

  /// Never empty.
  let problems: [Problem]
  /// Where to find what would be right.
  var next: NextStep?

  init(_ problems: Problem...) {
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
    expected = violation.expected
    given = violation.actual
    // A pattern tells a model less than its meaning does.
    let isAmount = path.hasSuffix("/amount") && violation.keyword == .pattern
    fix = isAmount ? Self.amountFix : violation.fix
  }

  init(_ finding: AssetFinding) {
    (path, expected, given, fix) = ("/\(finding.field)", finding.expected, finding.given, finding.fix)
  }

  static let amountFix =
    "Write whole tokens as plain digits with at most 6 decimals, for example 10.50: no sign, separators or exponent."
}
