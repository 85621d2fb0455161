import Glibc
import JSON
import PayIn

/// All findings, for people and for scripts.
struct DoctorReport {
  let findings: [Finding]
  /// Whether a server with these settings would start.
  let isStartable: Bool
  let reader: DisplayContext

  init(_ findings: [Finding], isStartable: Bool, reader: DisplayContext) {
    let order = Finding.Check.allCases
    self.findings = order.flatMap { check in findings.filter { $0.check == check } }
    (self.isStartable, self.reader) = (isStartable, reader)
  }

  /// The status to end with; nil if nothing failed. Warnings are no failures.
  var exitStatus: ExitStatus? {
    isStartable ? (count(.failure) == 0 ? nil : .failure) : .configuration
  }

  private func count(_ status: Finding.Status) -> Int {
    findings.count { $0.status == status }
  }

  // MARK: For people

  /// A line for each finding, with its fix below, and the counts at the end.
  func text(isColoured: Bool) -> String {
    let width = findings.map(\.check.rawValue.count).max() ?? 0
    let lines = rows.flatMap { row in
      let mark = Self.coloured(mark(row.finding.status), row.finding.status, isColoured)
      let first = "\(mark)  \(row.finding.check.rawValue.padded(to: width))  \(message(row))"
      guard !row.finding.fix.isEmpty else { return [first] }
      let margin = String(repeating: " ", count: width + Self.markWidth + 4)
      return [first, "\(margin)→ \(row.finding.fix.rendered(for: reader))"]
    }
    return (lines + ["", summary]).map { $0 + "\n" }.joined()
  }

  private typealias Row = (finding: Finding, others: [Finding.Check])

  /// The findings, with those that were skipped one after the other for the same reason in one row.
  private var rows: [Row] {
    findings.reduce(into: []) { rows, finding in
      if let last = rows.last, finding.status == .skipped, last.finding.status == .skipped,
        last.finding.message == finding.message
      {
        rows[rows.count - 1].others.append(finding.check)
      } else {
        rows.append((finding, []))
      }
    }
  }

  private func message(_ row: Row) -> String {
    let others = LocalizedText.list(row.others.map(\.rawValue))
    let addition =
      row.others.isEmpty ? LocalizedText.empty : LocalizedText(" Nor: \(others[.english]).", "还有：\(others[.chinese])。")
    return (row.finding.message + addition).rendered(for: reader)
  }

  private static let markWidth = 4

  /// Four columns wide in both languages.
  private func mark(_ status: Finding.Status) -> String {
    let text: LocalizedText =
      switch status {
      case .ok: LocalizedText("ok  ", "正常")
      case .warning: LocalizedText("warn", "警告")
      case .failure: LocalizedText("FAIL", "失败")
      case .skipped: LocalizedText("skip", "跳过")
      }
    return text.rendered(for: reader)
  }

  private static func coloured(_ text: String, _ status: Finding.Status, _ isColoured: Bool) -> String {
    guard isColoured else { return text }
    let colour =
      switch status {
      case .ok: 32
      case .warning: 33
      case .failure: 31
      case .skipped: 2
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }

  private var summary: String {
    let (ok, warnings, failures, skipped) = (count(.ok), count(.warning), count(.failure), count(.skipped))
    return LocalizedText(
      "\(ok) ok, \(warnings) to be looked at, \(failures) failed, \(skipped) not checked.",
      "\(ok) 项正常，\(warnings) 项警告，\(failures) 项失败，\(skipped) 项未检查。"
    ).rendered(for: reader)
  }

  // MARK: For scripts

  /// One object on one line.
  var json: JSONValue {
    let counts = Finding.Status.allCases.map { status in
      JSONObject.Member(name: status.rawValue, value: .number(JSONNumber(count(status))))
    }
    return [
      "ok": .bool(exitStatus == nil), "startable": .bool(isStartable), "counts": .object(JSONObject(counts)),
      "checks": .array(findings.map(json)),
    ]
  }

  private func json(_ finding: Finding) -> JSONValue {
    var object: JSONObject = [
      "check": .string(finding.check.rawValue), "status": .string(finding.status.rawValue),
      "message": .string(finding.message.rendered(for: reader)),
    ]
    if !finding.fix.isEmpty { object["fix"] = .string(finding.fix.rendered(for: reader)) }
    return .object(object)
  }
}
