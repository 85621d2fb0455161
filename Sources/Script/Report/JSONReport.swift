import JSON

/// One JSON object for all results, on one line.
struct JSONReport: Report {
  private let style: ReportStyle
  private var totals = ReportTotals()
  private var runs: [JSONValue] = []

  init(_ style: ReportStyle) {
    self.style = style
  }

  mutating func add(_ result: RunResult) -> String {
    totals.add(result)
    let failure = FailureReport(result, standardInput: style.standardInput)
    var run: JSONObject = ["file": .string(result.file), "status": failure == nil ? "passed" : "failed"]
    if let revision = result.revision { run.append("revision", .string(revision)) }
    run.append("steps", .number(JSONNumber(result.steps)))
    run.append("milliseconds", .number(JSONNumber(result.duration.wholeMilliseconds)))
    if !result.updates.isEmpty { run.append("updates", .number(JSONNumber(result.updates.count))) }
    if let failure { run.append("failure", .object(failure.members(of: result, style))) }
    runs.append(.object(run))
    return ""
  }

  mutating func finish() -> String {
    let report: JSONObject = [
      "passed": .number(JSONNumber(totals.passed)), "failed": .number(JSONNumber(totals.failed)),
      "steps": .number(JSONNumber(totals.steps)),
      "milliseconds": .number(JSONNumber(totals.duration.wholeMilliseconds)), "runs": .array(runs),
    ]
    return JSONValue.object(report).visibleText + "\n"
  }
}
