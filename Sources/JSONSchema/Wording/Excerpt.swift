import JSON

/// What is repeated of a caller's text: little, printable, and nothing that may be a key.
enum Excerpt {
  private static let longestText = 40
  private static let longestName = 64

  /// The type, and the value if it is short and harmless.
  static func value(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "boolean \(bool)"
    case .number(let number): "number \(literal(number.literal))"
    case .string(let text): string(text)
    case .array(let elements): "array of \(counted(elements.count, "item", "items"))"
    case .object(let object): "object with \(counted(object.count, "property", "properties"))"
    }
  }

  /// Of a number.
  static func literal(_ literal: String) -> String {
    cut(literal, to: longestText)
  }

  static func length(of value: JSONValue) -> String {
    guard let text = value.string, !text.isEmpty else { return "empty string" }
    return "string of \(counted(text.unicodeScalars.count, "character", "characters"))"
  }

  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  /// A member name, shortened.
  static func name(_ name: String) -> String {
    if mayBeKey(name) { return "(hidden)" }
    let isShown = name.utf8.count <= longestName && name.unicodeScalars.allSatisfy(isPrintable)
    return isShown
      ? name : cut(String(String.UnicodeScalarView(name.unicodeScalars.lazy.map(printable))), to: longestName)
  }

  private static func string(_ text: String) -> String {
    if text.isEmpty { return "empty string" }
    if mayBeKey(text) { return "string" }
    let length = text.unicodeScalars.count
    // Not the beginning of a longer one either: it may be a secret of a kind not known here.
    guard length <= longestText, text.unicodeScalars.allSatisfy(isPrintable) else {
      return self.length(of: .string(text))
    }
    return "string \"\(text)\""
  }

  /// PayIn's keys and webhook secrets have prefixes. Anywhere in the text, since keys get pasted with what stands around.
  private static func mayBeKey(_ text: String) -> Bool {
    let lowered = text.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    return ["pk_", "sk_", "whsec_"].contains { prefix in lowered.contains(prefix.utf8) }
  }

  private static func cut(_ text: String, to length: Int) -> String {
    let head = text.unicodeScalars.prefix(length)
    return head.endIndex == text.endIndex ? text : String(head) + "…"
  }

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isPrintable(scalar) ? scalar : "\u{FFFD}"
  }

  /// Without control, bidirectional and zero-width characters, which could make a text look like another.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
