/// How results are written.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, tap, junit, json

  package func makeReport(_ style: ReportStyle) -> any Report {
    switch self {
    case .text: TextReport(style)
    case .tap: TAPReport(style)
    case .junit: JUnitReport(style)
    case .json: JSONReport(style)
    }
  }
}

package struct ReportStyle: Sendable {
  package var isColoured = false
  package var isChinese = false
  /// Leaves out what went well.
  package var isQuiet = false
  /// Columns of a line.
  package var width = 80
  /// The columns that the longest name of a script takes.
  package var nameWidth = 0
  /// The text of a script that was read from standard input.
  package var standardInput: [UInt8]?

  package init() {}

  func callAsFunction(_ text: BilingualText) -> String {
    text.text(inChinese: isChinese)
  }
}

/// Makes text of results, in the order in which they are added.
package protocol Report {
  /// Returns the text that the result adds.
  mutating func add(_ result: RunResult) -> String
  /// Returns the end of the report.
  mutating func finish() -> String
}

/// The sums at the end of a report.
struct ReportTotals {
  private(set) var passed = 0
  private(set) var failed = 0
  private(set) var steps = 0
  private(set) var updates = 0
  private(set) var duration = Duration.zero

  mutating func add(_ result: RunResult) {
    if result.failure == nil { passed += 1 } else { failed += 1 }
    steps += result.steps
    updates += result.updates.count
    duration += result.duration
  }

  var count: Int { passed + failed }
}
