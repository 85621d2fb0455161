/// A place where a script is wrong, and what to write there.
package struct ScriptProblem: Error, Sendable, Equatable {
  package let location: SourceLocation
  package let message: BilingualText
  package let fix: BilingualText
  /// The line of the file as it is; nil if the file cannot be read.
  package let sourceLine: String?
}

/// All problems of a script, in the order of its lines.
package struct ScriptProblems: Error, Sendable {
  package let problems: [ScriptProblem]
}

extension ScriptProblem {
  /// The problem for a terminal: place and message, the line with a caret under the column, and the fix.
  ///
  /// - Parameter width: the columns that the line may take; the rest of a longer one is cut off.
  package func text(inChinese: Bool = false, width: Int = 80) -> String {
    let message = TerminalText.visible(message.text(inChinese: inChinese))
    let fix = "  \(inChinese ? "改法" : "fix"): \(TerminalText.visible(fix.text(inChinese: inChinese)))"
    guard let sourceLine else { return "\(TerminalText.visible(location.file)): \(message)\n\(fix)" }
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count + 2)
    let excerpt = SourceExcerpt(sourceLine, column: location.column, width: width - margin.count - 3)
    let place = "\(location.file):\(location.line):\(location.column)"
    return """
      \(TerminalText.visible(place)): \(message)
        \(number) | \(excerpt.line)
      \(margin) | \(excerpt.caret)
      \(fix)
      """
  }
}
