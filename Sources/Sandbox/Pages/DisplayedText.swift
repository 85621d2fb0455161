/// Makes text harmless where people see it, in a page or a terminal. Never for text that is stored, compared, sent or
/// copied.
package enum DisplayedText {
  /// On one line. Left out is what nobody can see and what reorders the text around it: characters of the categories
  /// Cc, Cf, Co and Cn, separators of lines and paragraphs, and default-ignorable ones. What emoji and letters need to
  /// look right stays: see `Joiners`. A tab or a line break becomes a space.
  package static func sanitize(_ text: String) -> String {
    // Fast path: most text is printable ASCII.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if let flag = Joiners.flag(in: scalars[index...]) {
        shown.append(contentsOf: flag)
        index += flag.count
        continue
      }
      index += 1
      if isBreak(scalar) {
        shown.append(" ")
      } else if !isHidden(scalar) || Joiners.joins(scalar, shown, index < scalars.count ? scalars[index] : nil) {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// The same for each line; line breaks of any kind become line feeds.
  package static func sanitizeLines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { sanitize(String($0)) }.joined(separator: "\n")
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
