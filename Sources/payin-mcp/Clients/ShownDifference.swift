import ClientSettings
import PayIn
import SandboxModel

/// The difference of a change, for people: without characters that a terminal would execute, and without keys, which the
/// lines around the change may hold.
enum ShownDifference {
  static func text(_ outcome: SettingsChange.Outcome, path: String) -> String {
    let text = UnifiedDifference.text(outcome.before, outcome.after, path: path)
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { shown(String($0)) }.joined(separator: "\n")
  }

  /// The line with its tabs, which are part of a file's layout.
  static func shown(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { part in
      DisplayedText.sanitize(withoutKeys(String(part).trimmingReturn))
    }.joined(separator: "\t")
  }

  private static func withoutKeys(_ text: String) -> String {
    guard KeyPattern.occurs(in: text) else { return text }
    var (result, word) = ("", "")
    for character in text + "\n" {
      if character.isLetter || character.isNumber || "_-".contains(character) {
        word.append(character)
      } else {
        result += (KeyPattern.occurs(in: word) ? "…" : word) + String(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }
}

extension String {
  fileprivate var trimmingReturn: String {
    unicodeScalars.last == "\r" ? String(unicodeScalars.dropLast()) : self
  }
}
