import PayIn

/// A file of schemas/export: a program with comments in every language, and with placeholders for what differs.
///
/// A comment that starts with `en ` or `zh ` right behind its mark is for readers of that language. `{{client}}` and
/// `{{create_order}}`, alone on a line, stand for files of that name; other placeholders for values.
struct ProgramTemplate {
  /// Makes the text for a placeholder, told the white space that its line begins with.
  typealias Fill = (_ name: String, _ indentation: String) -> String

  private static let folder = "export/"

  private let language: ExportLanguage
  private let comments: Language
  private let source: String

  init(_ flow: ExportFlow, in language: ExportLanguage, comments: Language) {
    let fileExtension = flow == .environment ? "env" : language.fileExtension
    self.init("\(flow.rawValue).\(fileExtension)", flow == .environment ? .curl : language, comments)
  }

  private init(_ file: String, _ language: ExportLanguage, _ comments: Language) {
    self.language = language
    self.comments = comments
    source = EmbeddedFile.all(in: Self.folder + file).first?.text ?? ""
  }

  /// - Parameter includesOrders: whether the functions that make orders are part of the program.
  func filled(includesOrders: Bool, _ fill: Fill) -> String {
    lines(includesOrders, fill).joined(separator: "\n") + "\n"
  }

  private func lines(_ includesOrders: Bool, _ fill: Fill) -> [String] {
    var lines: [String] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line {
      case "{{create_order}}" where !includesOrders:
        while lines.last?.isEmpty == true { lines.removeLast() }
      case "{{client}}", "{{create_order}}":
        let part = ProgramTemplate("\(line.dropFirst(2).dropLast(2)).\(language.fileExtension)", language, comments)
        lines += part.lines(includesOrders, fill)
      default:
        guard let localized = localized(line) else { continue }
        let filled = Self.filled(localized, fill)
        // Nothing stands for what is not there.
        if localized.isEmpty || filled.contains(where: { !$0.isWhitespace }) { lines.append(filled) }
      }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The line as the reader of the comments sees it; nil if it is for another one.
  private func localized(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let mark = language.commentMark
    guard text.hasPrefix(mark) else { return line }
    for reader in Language.allCases where text.dropFirst(mark.count).hasPrefix("\(reader.rawValue) ") {
      guard reader == comments else { return nil }
      return line.prefix(line.count - text.count) + mark + text.dropFirst(mark.count + reader.rawValue.count)
    }
    return line
  }

  /// The values may hold braces of their own: they are not looked at again.
  private static func filled(_ line: Substring, _ fill: Fill) -> String {
    let indentation = String(line.prefix { $0 == " " || $0 == "\t" })
    var (rest, result) = (line, "")
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let name = rest[start.upperBound..<end.lowerBound]
      guard name.allSatisfy({ $0 == "_" || $0.isLowercase }), !name.isEmpty else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      result += rest[..<start.lowerBound] + fill(String(name), indentation)
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}
