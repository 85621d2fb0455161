package import JSON

/// Writes patterns and JSON as scripts have them: names without quotes where that can be, on one line if it fits.
package enum PatternWriter {
  /// The columns of a line. A longer pattern is broken at its brackets.
  package static let lineWidth = 100

  /// The pattern on one line.
  package static func compact(_ pattern: Pattern) -> String {
    switch pattern {
    case .value(let value): value.scriptText { Template.escaping($0) }
    case .template(let text): quoted(text)
    case .object(let members):
      "{" + members.map { "\(name($0.name)): \(compact($0.pattern))" }.joined(separator: ", ") + "}"
    case .array(let elements): "[" + elements.map(compact).joined(separator: ", ") + "]"
    case .any: "any"
    case .type(let type): type.rawValue
    case .regex(let text): "regex(\(quoted(text)))"
    case .decimal(let text): "decimal(\(quoted(text)))"
    case .absent: "absent"
    case .unordered(let elements): "unordered(\(compact(.array(elements))))"
    case .length(let bounds): "length(\(text(bounds)))"
    case .contains(let inner): "contains(\(compact(inner)))"
    case .not(let inner): "not(\(compact(inner)))"
    case .sample(let inner, let value): "\(compact(inner)) ~ \(value.scriptText { $0 })"
    }
  }

  /// The pattern, broken into lines with two spaces more at each level where it does not fit.
  ///
  /// - Parameters:
  ///   - column: the characters before it on its first line.
  ///   - indent: the spaces before its last line.
  package static func text(_ pattern: Pattern, column: Int = 0, indent: Int = 0) -> String {
    let line = compact(pattern)
    guard column + line.unicodeScalars.count > lineWidth else { return line }
    switch pattern {
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let start = "\(name(member.name)): "
        return start + text(member.pattern, column: indent + 2 + start.unicodeScalars.count + 1, indent: indent + 2)
      }
      return block(lines, "{", "}", indent)
    case .array(let elements) where !elements.isEmpty:
      return block(elements.map { text($0, column: indent + 3, indent: indent + 2) }, "[", "]", indent)
    case .unordered(let elements):
      return "unordered(" + text(.array(elements), column: column + 11, indent: indent) + ")"
    case .contains(let inner): return "contains(" + text(inner, column: column + 10, indent: indent) + ")"
    case .not(let inner): return "not(" + text(inner, column: column + 5, indent: indent) + ")"
    case .value(let value) where value.array != nil || value.object != nil:
      return text(Pattern(value), column: column, indent: indent)
    default: return line
    }
  }

  private static func block(_ lines: [String], _ open: String, _ close: String, _ indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return open + "\n" + lines.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)\(close)"
  }

  static func text(_ bounds: ClosedRange<Int>) -> String {
    if bounds.lowerBound == bounds.upperBound { return "\(bounds.lowerBound)" }
    if bounds.upperBound == .max { return "\(bounds.lowerBound).." }
    return "\(bounds.lowerBound == 0 ? "" : "\(bounds.lowerBound)")..\(bounds.upperBound)"
  }

  static func name(_ name: String) -> String {
    Template.isName(name.utf8) ? name : quoted(name)
  }

  static func quoted(_ text: String) -> String {
    JSONValue.string(text).visibleText
  }
}

extension JSONValue {
  /// The value as a script has it, each text changed by `escape`.
  func scriptText(_ escape: (String) -> String) -> String {
    switch self {
    case .string(let text): PatternWriter.quoted(escape(text))
    case .array(let elements): "[" + elements.map { $0.scriptText(escape) }.joined(separator: ", ") + "]"
    case .object(let object):
      "{"
        + object.members.map { "\(PatternWriter.name($0.name)): \($0.value.scriptText(escape))" }
        .joined(separator: ", ") + "}"
    default: description
    }
  }
}

extension Pattern {
  /// The pattern that fits this value: objects are partial in it, and texts are no templates.
  package init(_ value: JSONValue) {
    switch value {
    case .array(let elements): self = .array(elements.map { Pattern($0) })
    case .object(let object): self = .object(object.members.map { Member(name: $0.name, pattern: Pattern($0.value)) })
    default: self = .value(value)
    }
  }

  /// The pattern of JSON whose texts are templates already.
  init(templates value: JSONValue) {
    switch value {
    case .string(let text): self = .template(text)
    case .array(let elements): self = .array(elements.map { Pattern(templates: $0) })
    case .object(let object):
      self = .object(object.members.map { Member(name: $0.name, pattern: Pattern(templates: $0.value)) })
    default: self = .value(value)
    }
  }
}
