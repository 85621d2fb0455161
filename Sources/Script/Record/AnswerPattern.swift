import JSON

/// Turns what a server wrote into what it has to write in a replay: the same, but for what varies.
struct AnswerPattern {
  let captures: CaptureFinder
  /// The line that is turned: only captures of earlier ones can stand in it.
  let line: Int

  func pattern(of value: JSONValue, member: String? = nil) -> Pattern {
    switch value {
    case .null, .bool: return .value(value)
    case .number(let number): return pattern(of: number, member)
    case .string(let text): return pattern(of: text)
    case .array(let elements):
      let patterns = elements.map { pattern(of: $0, member: member) }
      return Self.areValues(patterns) ? .value(value) : .array(patterns)
    case .object(let object):
      let members = object.members.map {
        Pattern.Member(name: $0.name, pattern: pattern(ofMember: $0))
      }
      return Self.areValues(members.map(\.pattern)) ? .value(value) : .object(members)
    }
  }

  /// The place of a sandbox's orders belongs to the machine, and a replay has a sandbox of its own.
  private func pattern(ofMember member: JSONObject.Member) -> Pattern {
    // A schema has a member of this name, too.
    if member.name == VolatileText.storageName, case .bool? = member.value["outlivesProcess"] {
      return .sample(.any, member.value)
    }
    return pattern(of: member.value, member: member.name)
  }

  private static func areValues(_ patterns: [Pattern]) -> Bool {
    patterns.allSatisfy { if case .value = $0 { true } else { false } }
  }

  private func pattern(of number: JSONNumber, _ member: String?) -> Pattern {
    let isVolatile = member.map(VolatileNumber.isNamed) ?? false || VolatileNumber.isEpoch(number.literal)
    return isVolatile ? .sample(.type(.number), .number(number)) : .value(.number(number))
  }

  /// The text itself, the text with captures in it, or a regular expression.
  private func pattern(of text: String) -> Pattern {
    let volatile = captures.volatileText(text)
    let parts = volatile.parts.filter { part in
      volatile.identity(of: part).map { !captures.constants.contains($0) } ?? true
    }
    guard !parts.isEmpty else { return .value(.string(text)) }
    if let name = captures.name(of: text, before: line) { return .template("${\(name)}") }
    if let template = template(volatile, parts) { return template }
    let regex = regex(volatile, parts)
    // A text of which every second word varies can be longer as an expression than a script may have it.
    return .sample(regex.utf8.count > Pattern.longestRegex ? .type(.string) : .regex(regex), .string(text))
  }

  /// Returns nil unless all that varies is captured.
  private func template(_ text: VolatileText, _ parts: [VolatileText.Part]) -> Pattern? {
    var (result, done) = ("", 0)
    for part in parts where part.range.lowerBound >= done {
      let ranges = text.words(around: part).filter { $0.lowerBound >= done }
      let found = ranges.lazy.compactMap { range in
        captures.name(of: text.text(in: range), before: line).map { (name: $0, range: range) }
      }.first
      guard let found else { return nil }
      result += Template.escaping(text.text(in: done..<found.range.lowerBound)) + "${\(found.name)}"
      done = found.range.upperBound
    }
    return .template(result + Template.escaping(text.text(in: done..<text.bytes.count)))
  }

  private func regex(_ text: VolatileText, _ parts: [VolatileText.Part]) -> String {
    var (result, done) = ("^", 0)
    for part in parts {
      result += Self.escaped(text.text(in: done..<part.range.lowerBound)) + part.pattern
      done = part.range.upperBound
    }
    return result + Self.escaped(text.text(in: done..<text.bytes.count)) + "$"
  }

  /// The regular expression that fits nothing but the text.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\\", "^", "$", ".", "|", "?", "*", "+", "(", ")", "[", "]", "{", "}":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
