import TestSupport

/// Texts of JSON in the layouts that people and programs write, with comments and commas at the end if those are allowed.
struct RandomJSON {
  private var random: SeededGenerator
  private let hasComments: Bool
  private var newline = "\n"
  private var unit = "  "
  private var isOnOneLine = false

  init(seed: UInt64, hasComments: Bool) {
    random = SeededGenerator(seed: seed)
    self.hasComments = hasComments
  }

  /// - Parameter container: a name that is a member of the root in most texts, always an object.
  mutating func text(container: String) -> [UInt8] {
    newline = chance(4) ? "\r\n" : "\n"
    unit = ["  ", "    ", "\t", " "].randomElement(using: &random) ?? ""
    isOnOneLine = chance(6)
    if chance(20) { return Array(blank().utf8) }
    let root = object(depth: 0, names: chance(4) ? [] : [container])
    let text = (chance(8) ? "\u{FEFF}" : "") + comment() + root + comment() + (chance(3) ? "" : newline)
    return Array(text.utf8)
  }

  private mutating func blank() -> String {
    (hasComments && chance(2) ? "// nothing yet" : "") + (chance(2) ? newline : "")
  }

  private mutating func object(depth: Int, names: [String]) -> String {
    let others = (0..<Int.random(in: 0...3, using: &random)).map { "k\($0)\(chance(3) ? "é\\u0041" : "")" }
    let all = (names + others).shuffled(using: &random)
    if all.isEmpty { return ["{}", "{ }", "{\(newline)\(indentation(depth))}"].randomElement(using: &random) ?? "{}" }
    let isInline = isOnOneLine || depth > 0 && chance(4)
    let members = all.map { name in
      "\"\(name)\":\(chance(8) ? "" : " ")"
        + (names.contains(name) ? object(depth: depth + 1, names: []) : value(depth + 1))
    }
    return bracketed("{", members, "}", depth, isInline)
  }

  private mutating func value(_ depth: Int) -> String {
    if depth < 4, chance(3) { return object(depth: depth, names: []) }
    if depth < 4, chance(4) {
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth + 1) }
      return elements.isEmpty ? "[]" : bracketed("[", elements, "]", depth, isOnOneLine || chance(2))
    }
    let scalars = [
      "1", "-0.50", "1e3", "true", "false", "null", #""""#, #""text""#, #""{ not, an: object } // nor a comment""#,
      #""\"quoted\\\" /* no */""#, #""中文""#,
    ]
    return scalars.randomElement(using: &random) ?? "0"
  }

  private mutating func bracketed(
    _ open: String, _ parts: [String], _ close: String, _ depth: Int, _ isInline: Bool
  ) -> String {
    let isFlat = isInline && !parts.contains { $0.contains("//") && $0.contains(newline) }
    let comma = hasComments && chance(3) ? "," : ""
    if isFlat {
      let pad = chance(2) ? " " : ""
      return open + pad + parts.joined(separator: chance(2) ? ", " : ",") + comma + pad + close
    }
    var text = open + lineComment()
    for (index, part) in parts.enumerated() {
      text += newline + indentation(depth + 1) + part + (index < parts.count - 1 ? "," : comma) + lineComment()
    }
    return text + newline + indentation(depth) + close
  }

  private func indentation(_ depth: Int) -> String {
    String(repeating: unit, count: depth)
  }

  private mutating func lineComment() -> String {
    guard hasComments, !isOnOneLine, chance(4) else { return "" }
    return chance(2) ? " // \"a\": {" : " /* } , */ " + (chance(3) ? "// more" : "")
  }

  private mutating func comment() -> String {
    hasComments && chance(4) ? "/* { */" + newline + "// \"x\"" + newline : ""
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
}
