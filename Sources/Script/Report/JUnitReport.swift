import JSON

/// The XML that programs of continuous integration read (JUnit's, as Jenkins and GitLab have it).
struct JUnitReport: Report {
  private let style: ReportStyle
  private var totals = ReportTotals()
  private var cases = ""

  init(_ style: ReportStyle) {
    self.style = style
  }

  mutating func add(_ result: RunResult) -> String {
    totals.add(result)
    cases +=
      "    <testcase classname=\(Self.quoted(result.file)) name=\(Self.quoted(result.revision ?? "run"))"
      + " time=\"\(Self.seconds(result.duration))\""
    if let failure = FailureReport(result, standardInput: style.standardInput) {
      cases += ">\n" + failureElement(failure, result) + "    </testcase>\n"
    } else {
      cases += "/>\n"
    }
    return ""
  }

  private func failureElement(_ failure: FailureReport, _ result: RunResult) -> String {
    let members = failure.members(of: result, style).members.filter { $0.name != "kind" && $0.name != "stderr" }
    let text = members.map { "\($0.name): \($0.value.string ?? "")" }.joined(separator: "\n")
    let message = Self.quoted(style(failure.description.message))
    var element =
      "      <failure type=\"\(failure.kind.rawValue)\" message=\(message)>\(Self.escaped(text))</failure>\n"
    if !failure.errorLines.isEmpty {
      element += "      <system-err>\(Self.escaped(failure.errorLines.joined(separator: "\n")))</system-err>\n"
    }
    return element
  }

  mutating func finish() -> String {
    let counts =
      "tests=\"\(totals.count)\" failures=\"\(totals.failed)\" errors=\"0\" time=\"\(Self.seconds(totals.duration))\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts)>
        <testsuite name="payin-mcp run" \(counts)>
      \(cases)  </testsuite>
      </testsuites>

      """
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration.wholeMilliseconds
    return "\(milliseconds / 1000)." + String(1000 + milliseconds % 1000).dropFirst()
  }

  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text.replacing("\n", with: " ")) + "\""
  }

  /// Invisible characters are replaced: XML 1.0 cannot hold most of them in any form.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.visible(String($0)) }
      .joined(separator: "\n").replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
