import JSON

/// The part of a caller's value that is repeated to it: little, printable, and nothing that may be a secret.
package enum Excerpt: Sendable, Equatable {
  case missing
  case null
  case boolean(Bool)
  /// The literal of a number, cut.
  case number(String)
  /// A string that is short and harmless.
  case string(String)
  /// The number of characters of a string. Not even its beginning is shown: it may be a secret of a kind not known
  /// here.
  case length(Int)
  /// A string of which nothing is shown.
  case hidden
  case array(count: Int)
  case object(count: Int)
  /// A property that the schema does not know, by the JSON type of its value.
  case unknownProperty(type: String)

  private static let longestText = 40
  private static let longestName = 64

  /// - Parameter isHidden: whether a text may be a secret.
  init(_ value: JSONValue, hiding isHidden: (String) -> Bool) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .boolean(bool)
    case .number(let number): self = .number(Self.literal(number.literal))
    case .string(let text): self.init(text, isHidden: isHidden(text))
    case .array(let elements): self = .array(count: elements.count)
    case .object(let object): self = .object(count: object.count)
    }
  }

  private init(_ text: String, isHidden: Bool) {
    let length = text.unicodeScalars.count
    if isHidden {
      self = .hidden
    } else if 1...Self.longestText ~= length, text.unicodeScalars.allSatisfy(Self.isPrintable) {
      self = .string(text)
    } else {
      self = .length(length)
    }
  }

  /// The literal of a number, cut.
  static func literal(_ literal: String) -> String {
    cut(literal, to: longestText)
  }

  /// Returns a member name, shortened. It is never hidden: a caller who is asked to remove a member must be told which
  /// one.
  static func name(_ name: String) -> String {
    let isShown = name.utf8.count <= longestName && name.unicodeScalars.allSatisfy(isPrintable)
    return isShown
      ? name : cut(String(String.UnicodeScalarView(name.unicodeScalars.lazy.map(printable))), to: longestName)
  }

  private static func cut(_ text: String, to length: Int) -> String {
    let head = text.unicodeScalars.prefix(length)
    return head.endIndex == text.endIndex ? text : String(head) + "…"
  }

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isPrintable(scalar) ? scalar : "\u{FFFD}"
  }

  /// Whether a character can be shown: control, bidirectional and zero-width characters could make a text look like
  /// another.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

extension Excerpt {
  /// The type, and the value if it is short and harmless.
  var phrase: String {
    switch self {
    case .missing: "nothing"
    case .null: "null"
    case .boolean(let bool): "boolean \(bool)"
    case .number(let literal): "number \(literal)"
    case .string(let text): "string \"\(text)\""
    case .length(0): "empty string"
    case .length(let count): "string of \(count) \(count == 1 ? "character" : "characters")"
    case .hidden: "string"
    case .array(let count): "array of \(count) \(count == 1 ? "item" : "items")"
    case .object(let count): "object with \(count) \(count == 1 ? "property" : "properties")"
    case .unknownProperty(let type): "unknown property (\(type))"
    }
  }
}
