import JSON
import MCP
import PayIn

/// The one place where failures become results.
enum ToolFailure {
  static let metaKey = "payin-mcp/error"

  /// - Parameters:
  ///   - arguments: of the call, for the next step.
  ///   - problems: of the configuration, which explain `not_configured`.
  ///   - warnings: what was doubted before the call, and may be why it failed.
  static func result(
    of error: PayInError, _ arguments: JSONObject = [:], _ problems: [ConfigurationProblem] = [],
    _ warnings: [Warning] = []
  ) -> ToolResult {
    let problem = error.code == .notConfigured ? problems.first : nil
    let message = problem.map { "\($0.variable) \($0.message)." } ?? error.message
    let fix = problem.map { "\($0.fix) Then restart the server." } ?? error.fix
    var object = head(error.code, message, fix, error.retry)
    object["outcome"] = error.outcome.map { .string($0.rawValue) }
    object["field"] = error.field.map(JSONValue.string)
    object["upstream"] = error.upstream.map(json)
    object["next"] = NextStep(error, arguments)?.json
    object["requestId"] = error.requestID.map(JSONValue.string)
    if !warnings.isEmpty { object["warnings"] = .array(warnings.map(json)) }
    let hint = warnings.isEmpty ? "" : " Warning: \(warnings.map(\.message).joined(separator: " "))"
    return .failure("\(message) \(fix)\(hint)", error: object, metaKey: metaKey)
  }

  /// Of a setting that only the called tool needs.
  static func result(of problem: ConfigurationProblem) -> ToolResult {
    let message = "\(problem.variable) \(problem.message)."
    var object = head(.notConfigured, message, problem.fix, .never)
    object["field"] = .string(problem.variable)
    return .failure("\(message) \(problem.fix)", error: object, metaKey: metaKey)
  }

  /// - Parameter omitted: how many more problems there are.
  static func result(
    of problems: [InvalidArguments.Problem], omitted: Int = 0, _ operation: Operation, next: NextStep? = nil
  ) -> ToolResult {
    let places = problems.map { $0.path.isEmpty ? "the arguments" : String($0.path.dropFirst()) }
    let sent = operation.kind.isWrite ? " Nothing was sent." : ""
    let more = omitted > 0 ? " and \(omitted) more" : ""
    let message = "These arguments cannot be used: \(places.joined(separator: ", "))\(more).\(sent)"
    let fix = zip(places, problems).map(instruction).joined(separator: " ")
    var object = head(.invalidArguments, message, fix, .never)
    if operation.kind.isWrite { object["outcome"] = .string(PayInError.Outcome.notSent.rawValue) }
    object["field"] = places.first.map(JSONValue.string)
    object["problems"] = .array(problems.map(json))
    object["next"] = next?.json
    return .failure("\(message) \(fix)", error: object, metaKey: metaKey)
  }

  /// Not every fix names its place.
  private static func instruction(_ place: String, _ problem: InvalidArguments.Problem) -> String {
    problem.fix.contains("`\(place)`") ? problem.fix : "`\(place)`: \(problem.fix)"
  }

  private static func head(
    _ code: PayInError.Code, _ message: String, _ fix: String, _ retry: PayInError.Retry
  ) -> JSONObject {
    var object: JSONObject = [
      "code": .string(code.rawValue), "message": .string(message), "fix": .string(fix),
    ]
    switch retry {
    case .safe: object["retry"] = "safe"
    case .unsafe: object["retry"] = "unsafe"
    case .never: object["retry"] = "never"
    case .after(let seconds):
      object["retry"] = "after"
      object["retryAfterSeconds"] = .number(JSONNumber(seconds))
    }
    return object
  }

  private static func json(_ upstream: PayInError.Upstream) -> JSONValue {
    var object: JSONObject = ["status": .number(JSONNumber(upstream.status))]
    object["code"] = upstream.code.map(JSONValue.string)
    object["message"] = upstream.message.map(JSONValue.string)
    if !upstream.suggestions.isEmpty { object["suggestions"] = .array(upstream.suggestions.map(JSONValue.string)) }
    return .object(object)
  }

  private static func json(_ warning: Warning) -> JSONValue {
    ["code": .string(warning.code.rawValue), "message": .string(warning.message)]
  }

  private static func json(_ problem: InvalidArguments.Problem) -> JSONValue {
    [
      "path": .string(problem.path), "expected": .string(problem.expected), "given": .string(problem.given),
      "fix": .string(problem.fix),
    ]
  }
}
