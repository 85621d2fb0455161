import JSON
import MCP
import PayIn

/// The one place where failures become results.
package enum ToolFailure {
  /// The member of a failed result's `_meta` that has the error object.
  package static let metaKey = "payin-mcp/error"
  /// The members of an error that its text already states.
  static let summarised: Set = ["message", "fix", "problems", "warnings"]

  /// - Parameters:
  ///   - arguments: the call's arguments, which the next step may repeat.
  ///   - problems: the problems of the configuration, which explain `not_configured`.
  ///   - warnings: what was doubtful before the call was sent and may be why it failed.
  ///   - canRefillPool: whether the caller can fill the pool of addresses itself, as in the sandbox.
  static func result(
    of error: PayInError, _ arguments: JSONObject = [:], _ problems: [SettingError] = [],
    _ warnings: [Warning] = [], canRefillPool: Bool = false, for reader: DisplayContext
  ) -> ToolResult {
    let problem = error.code == .notConfigured ? problems.first : nil
    let message = problem?.sentence ?? error.message
    let fix =
      problem.map { .sentences($0.fix, LocalizedText("Then restart the server.", "然后重启服务器。")) }
      ?? fix(error, canRefillPool)
    var object = head(
      error.code, message.rendered(for: reader), fix.rendered(for: reader), error.retry,
      needsAnotherArgument: error.needsAnotherArgument)
    object["outcome"] = error.outcome.map { .string($0.rawValue) }
    object["field"] = error.field.map(JSONValue.string)
    object["heldUntil"] = error.heldUntil.map(JSONValue.string)
    if !error.differences.isEmpty { object["differences"] = .array(error.differences.map { json($0, reader) }) }
    object["upstream"] = error.upstream.map { json($0, reader) }
    object["next"] = NextStep(error, arguments).map { reader.secrets.redact($0.json) }
    object["requestId"] = error.requestID.map(JSONValue.string)
    if !warnings.isEmpty { object["warnings"] = .array(warnings.map { json($0, reader) }) }
    let text = LocalizedText.sentences(message, fix, .hint(warnings.map(\.message)))
    return failure(text.rendered(for: reader), object)
  }

  private static func fix(_ error: PayInError, _ canRefillPool: Bool) -> LocalizedText {
    guard error.code == .addressPoolEmpty, canRefillPool else { return error.fix }
    return LocalizedText(
      "Call inject_fault with kind refill_pool, or move the clock on until used addresses are free again.",
      "请以 kind refill_pool 调用 inject_fault，或将时钟调后，直到占用的地址释放。")
  }

  /// The result where a setting that only the called tool needs cannot be used.
  static func result(of problem: SettingError, for reader: DisplayContext) -> ToolResult {
    var object = head(.notConfigured, problem.sentence.rendered(for: reader), problem.fix.rendered(for: reader), .never)
    object["field"] = .string(problem.variable)
    return failure(problem.text.rendered(for: reader), object)
  }

  /// - Parameter omitted: the number of further problems that are not listed.
  static func result(
    of problems: [InvalidArguments.Problem], omitted: Int = 0, isWrite: Bool, next: NextStep? = nil,
    for reader: DisplayContext
  ) -> ToolResult {
    let message = refusal(problems, omitted, isWrite: isWrite)
    let renaming = InvalidArguments.Problem.renaming(problems)
    let removing = InvalidArguments.Problem.removing(problems)
    let others = problems.filter {
      (renaming.isEmpty || $0.newName == nil) && (removing.isEmpty || $0.known == nil)
    }
    let fix = LocalizedText.sentences([renaming, removing] + others.map(instruction))
    var object = head(
      .invalidArguments, message.rendered(for: reader), fix.rendered(for: reader), .never, needsAnotherArgument: true)
    if isWrite { object["outcome"] = .string(PayInError.Outcome.notSent.rawValue) }
    object["field"] = problems.first.map { .string($0.place[.english].rendered(hiding: reader.secrets)) }
    let firstUnknown = problems.firstIndex { $0.known != nil }
    object["problems"] = .array(
      problems.enumerated().map { index, problem in
        json(problem.known == nil || index == firstUnknown ? problem : problem.withoutKnown, reader)
      })
    object["next"] = next?.json
    return failure(LocalizedText.sentences(message, fix).rendered(for: reader), object)
  }

  private static func refusal(
    _ problems: [InvalidArguments.Problem], _ omitted: Int, isWrite: Bool
  ) -> LocalizedText {
    let renamed = problems.count { $0.newName != nil }
    guard renamed < 2 || renamed < problems.count else {
      return .sentences(
        LocalizedText("\(renamed) arguments have another name.", "\(renamed) 个参数名有误。"), consequence(isWrite))
    }
    let places = LocalizedText.list(problems.map(\.place))
    let more = omitted > 0 ? LocalizedText(" and \(omitted) more", " 等，另有 \(omitted) 处") : .empty
    return .sentences(
      LocalizedText(
        "These arguments cannot be used: \(places[.english])\(more[.english]).",
        "以下参数不可用：\(places[.chinese])\(more[.chinese])。"), consequence(isWrite))
  }

  private static func consequence(_ isWrite: Bool) -> LocalizedText {
    isWrite ? LocalizedText("Nothing was sent.", "未发送任何请求。") : .empty
  }

  /// The fix, after the name of its argument if the fix does not name it.
  private static func instruction(_ problem: InvalidArguments.Problem) -> LocalizedText {
    let (place, fix) = (problem.place, problem.fix)
    if fix[.english].rendered().contains("`\(place[.english].rendered())`") { return fix }
    return LocalizedText("`\(place[.english])`: \(fix[.english])", "`\(place[.chinese])`：\(fix[.chinese])")
  }

  private static func failure(_ text: String, _ error: JSONObject) -> ToolResult {
    .failure(text, error: error, summarised: summarised, metaKey: metaKey)
  }

  private static func head(
    _ code: PayInError.Code, _ message: String, _ fix: String, _ retry: PayInError.Retry,
    needsAnotherArgument: Bool = false
  ) -> JSONObject {
    var object: JSONObject = [
      "code": .string(code.rawValue), "message": .string(message), "fix": .string(fix),
    ]
    switch retry {
    case .safe: object["retry"] = "safe"
    case .unsafe: object["retry"] = "unsafe"
    case .never: object["retry"] = needsAnotherArgument ? "after_change" : "never"
    case .after(let seconds):
      object["retry"] = "after"
      object["retryAfterSeconds"] = .number(JSONNumber(seconds))
    }
    return object
  }

  /// The API's own error, sanitised because it is only for reading.
  private static func json(_ upstream: PayInError.Upstream, _ reader: DisplayContext) -> JSONValue {
    func shown(_ text: String, _ limit: Int) -> JSONValue {
      .string(DisplayText(raw: text, limit: limit).rendered(hiding: reader.secrets))
    }
    var object: JSONObject = ["status": .number(JSONNumber(upstream.status))]
    object["code"] = upstream.code.map { shown($0, 80) }
    object["message"] = upstream.message.map { shown($0, PayInError.Upstream.shownMessage) }
    if !upstream.suggestions.isEmpty { object["suggestions"] = .array(upstream.suggestions.map { shown($0, 200) }) }
    return .object(object)
  }

  private static func json(_ difference: FieldDifference, _ reader: DisplayContext) -> JSONValue {
    reader.secrets.redact([
      "field": .string(difference.field), "asked": difference.asked, "existing": difference.existing,
    ])
  }

  private static func json(_ warning: Warning, _ reader: DisplayContext) -> JSONValue {
    ["code": .string(warning.code.rawValue), "message": .string(warning.message.rendered(for: reader))]
  }

  /// A problem without its fix, which stands in the `fix` of all problems.
  private static func json(_ problem: InvalidArguments.Problem, _ reader: DisplayContext) -> JSONValue {
    var object: JSONObject = [
      "path": .string(reader.secrets.redact(problem.path)), "expected": .string(problem.expected.rendered(for: reader)),
    ]
    if problem.newName == nil { object["given"] = .string(problem.given.rendered(for: reader)) }
    return .object(object)
  }
}

extension InvalidArguments.Problem {
  /// The argument that the problem is about, or words for all of them.
  fileprivate var place: LocalizedText {
    path.isEmpty ? LocalizedText("the arguments", "整个参数") : LocalizedText(verbatim: String(path.dropFirst()))
  }
}
