import JSON

/// A failed run as every format shows it: the place, the lines of the script there, what is wrong, and the frames around.
package struct FailureReport: Sendable {
  private static let maximumSourceLines = 8
  private static let maximumErrorLines = 12

  package let kind: RunFailure.Kind
  /// Nil for what the end of the script showed.
  package let location: SourceLocation?
  /// The lines of the step with their numbers.
  package let source: [(number: Int, text: String)]
  package let description: FailureDescription
  package let sent: [UInt8]?
  package let received: [UInt8]?
  /// The last lines of the server's stderr.
  package let errorLines: [String]

  /// Nil for a run that has not failed.
  ///
  /// - Parameter standardInput: the script that was read there, if there was one.
  package init?(_ result: RunResult, standardInput: [UInt8]?) {
    guard let failure = result.failure else { return nil }
    kind = failure.kind
    if case .unreadable(let problem, _) = failure.cause {
      location = problem.sourceLine.map { _ in problem.location }
      source = problem.sourceLine.map { [(problem.location.line, $0)] } ?? []
    } else {
      location = failure.step?.location
      source = failure.step.map { Self.source(of: $0, standardInput) } ?? []
    }
    description = FailureDescription(failure.cause)
    sent = result.exchange.sent
    if case .violation(let violation) = failure.cause, let line = violation.line {
      received = line
    } else {
      received = description.answer.map { JSONWriter.bytes(of: $0) } ?? result.exchange.received
    }
    errorLines = Self.lastLines(of: result.errorText)
  }

  /// `file:line:column`, or the file alone.
  package func place(in file: String) -> String {
    location.map { "\($0.file):\($0.line):\($0.column)" } ?? file
  }

  private static func source(of step: Step, _ standardInput: [UInt8]?) -> [(number: Int, text: String)] {
    let file = step.location.file
    let bytes = file == "-" ? standardInput : try? ScriptFile.read(file)
    guard let bytes else { return [] }
    let source = SourceText(file: file, bytes: bytes)
    let lines = step.lines.prefix(maximumSourceLines).filter { $0 <= source.lineNumber(at: source.bytes.count) }
    let shown = lines.map { ($0, source.text(source.range(ofLine: $0))) }
    return step.lines.count > maximumSourceLines ? shown + [(step.lines.lowerBound + maximumSourceLines, "…")] : shown
  }

  private static func lastLines(of text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    return lines.suffix(maximumErrorLines).map { TerminalText.visible(String($0).excerpt(2000)) }
  }
}
