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
    /// The name that the argument should have; nil unless it only has to be renamed.
    var newName: String?
    /// The names that there are; nil unless the argument is one that nothing like it is known of.
    var known: LocalizedText?
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
  /// The problems that a caller must mend. An argument that is missing because it has a wrong name is named once.
  ///
  /// - Parameter isWrite: whether the call would change something. A limit of it that is unknown must not be left out.
  static func all(of violations: SchemaViolations, isWrite: Bool) -> [InvalidArguments.Problem] {
    let renamed = Set(
      violations.compactMap { violation in
        violation.newName.map {
          JSONPointer(violation.pointer.tokens.dropLast()).appending($0).description
        }
      })
    return
      violations
      .filter { $0.keyword != .required || !renamed.contains($0.pointer.description) }
      .map { InvalidArguments.Problem($0, isWrite: isWrite) }
  }

  private init(_ violation: SchemaViolation, isWrite: Bool) {
    path = violation.pointer.description
    if let name = violation.newName {
      newName = name
      expected = LocalizedText(verbatim: name)
      given = LocalizedText("another name", "其他名称")
      fix = LocalizedText("Did you mean `\(name)`?", "是否想用 `\(name)`？")
      return
    }
    expected = LocalizedText(raw: violation.expected, violation.expectation.inChinese)
    given = LocalizedText(
      raw: violation.actual(hiding: KeyPattern.occurs), violation.given(hiding: KeyPattern.occurs).inChinese)
    // A model understands the meaning of a pattern better than the pattern.
    let isAmount = path.hasSuffix("/amount") && violation.keyword == .pattern
    let fix = isAmount ? Self.amountFix : LocalizedText(raw: violation.fix, violation.fixInChinese)
    let isUnknown = violation.keyword == .additionalProperties && violation.suggestedFix == .remove
    if isUnknown, isWrite, case .name(let name)? = violation.pointer.tokens.last, ArgumentName(name).isBound {
      self.fix = Self.bound(name, expected)
    } else {
      self.fix = isUnknown ? .sentences(fix, Self.withoutEffect) : fix
      known = isUnknown && violation.pointer.tokens.count == 1 ? expected : nil
    }
  }

  /// What to do with a limit that the tool does not have: without it the call would do more than was meant.
  private static func bound(_ name: String, _ known: LocalizedText) -> LocalizedText {
    LocalizedText(
      "No argument is named `\(name)`: use \(known[.english]). If it was to limit money, sales or time, nothing here does: ask first, and call again only if the call is right without it.",
      "没有名为 `\(name)` 的参数：请用 \(known[.chinese])。若要用它限制金额、销量或时间，此处无法做到：请先询问，仅当不带它的调用也正确时才重新调用。")
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

extension InvalidArguments.Problem {
  /// One sentence for all arguments that only have to be renamed; empty unless there are several.
  static func renaming(_ problems: [InvalidArguments.Problem]) -> LocalizedText {
    let names = problems.compactMap { problem in problem.newName.map { (String(problem.path.dropFirst()), $0) } }
    guard names.count > 1 else { return .empty }
    let english = LocalizedText.list(names.map { LocalizedText(verbatim: "`\($0)` to `\($1)`") })
    let chinese = LocalizedText.list(names.map { LocalizedText(verbatim: "`\($0)` 改为 `\($1)`") })
    return LocalizedText("Rename \(english[.english]).", "请改名：\(chinese[.chinese])。")
  }
}

extension InvalidArguments.Problem {
  /// One sentence for all arguments that only have to be removed: the names that there are stand in it once. Empty unless
  /// there are several.
  static func removing(_ problems: [InvalidArguments.Problem]) -> LocalizedText {
    let unknown = problems.filter { $0.known != nil }
    guard unknown.count > 1, let known = unknown[0].known else { return .empty }
    let names = LocalizedText.list(unknown.map { LocalizedText(verbatim: "`\($0.path.dropFirst())`") })
    return LocalizedText(
      "Remove \(names[.english]): the arguments are \(known[.english]). They would have no effect: call again only if the call is right without them.",
      "请移除 \(names[.chinese])：可用的参数为 \(known[.chinese])。它们不会起任何作用：仅当不带它们的调用也正确时才重新调用。")
  }

  /// The problem of an unknown argument without the names that there are, which stand in that of another.
  var withoutKnown: InvalidArguments.Problem {
    InvalidArguments.Problem(
      path: path, expected: LocalizedText("no argument of this name", "没有此名称的参数"), given: given, fix: fix)
  }
}

extension SchemaViolation {
  /// The name that an argument should have; nil for one that has another fault.
  fileprivate var newName: String? {
    switch suggestedFix {
    case .rename(let name): name
    case .remove:
      if case .name(let name)? = pointer.tokens.last {
        ArgumentSynonym.argument(for: name, among: unusedProperties)
      } else {
        nil
      }
    default: nil
    }
  }
}

/// Texts of several tools about arguments that exclude each other.
extension LocalizedText {
  static func either(_ first: String, _ second: String) -> LocalizedText {
    LocalizedText("either \(first) or \(second)", "\(first) 或 \(second) 之一")
  }

  static func giveEither(_ first: String, _ second: String) -> LocalizedText {
    LocalizedText("Give `\(first)` or `\(second)`, and not both.", "请提供 `\(first)` 或 `\(second)`，不要同时提供。")
  }

  /// Clients send the fields of a form that were not filled in, and such a call seems to have given one.
  static func giveOne(of first: String, _ second: String) -> LocalizedText {
    .sentences(
      giveEither(first, second), LocalizedText("An empty text counts as not given.", "空文本视为未提供。"))
  }

  static let neither = LocalizedText("neither", "两者都没有")
  static let both = LocalizedText("both", "两者都有")
  static let nothing = LocalizedText("nothing", "未提供")
}
