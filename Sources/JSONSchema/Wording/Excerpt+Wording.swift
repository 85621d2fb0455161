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
