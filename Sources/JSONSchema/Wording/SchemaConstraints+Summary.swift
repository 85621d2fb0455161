import JSON

extension SchemaConstraints {
  private static let longestList = 20

  /// A noun without its article: `integer from 1 to 100`, `string matching ^[0-9]+$`, `one of evm, tron`.
  var summary: String {
    if let choices { return "one of \(Self.list(choices.map(Self.text)))" }
    return switch type {
    case .integer, .number: noun + range.phrase { $0.literal }
    case .array: noun + itemCount.phrase(of: "item", "items")
    case .string: noun + length.phrase(of: "character", "characters") + matching
    default: noun
    }
  }

  /// With its article and an example, to be the end of a sentence.
  var request: String {
    let article = "aeiou".contains(summary.prefix(1)) ? "an" : "a"
    let phrase = choices == nil ? "\(article) \(summary)" : summary
    return example.map { "\(phrase), for example \(Self.text($0))" } ?? phrase
  }

  static func list(_ entries: [String]) -> String {
    let rest = entries.count - longestList
    return entries.prefix(longestList).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private var noun: String {
    switch format {
    case .dateTime: "date-time such as 2026-01-31T09:30:00Z"
    case .uri: "URI such as https://example.com/paid"
    case nil: type?.rawValue ?? "value"
    }
  }

  private var matching: String {
    pattern.map { " matching \($0.text)" } ?? ""
  }

  private static func text(_ value: JSONValue) -> String {
    value.string ?? value.description
  }
}

extension Subschema {
  /// Those that stand for the whole schema in texts.
  var constraints: SchemaConstraints {
    if case .constrained(let constraints) = self { constraints } else { SchemaConstraints() }
  }
}

extension Bounds {
  fileprivate func phrase(_ text: (Bound) -> String) -> String {
    switch (least, most) {
    case (let least?, let most?): " from \(text(least)) to \(text(most))"
    case (let least?, nil): " of at least \(text(least))"
    case (nil, let most?): " of at most \(text(most))"
    case (nil, nil): ""
    }
  }
}

extension Bounds<Int> {
  fileprivate func phrase(of one: String, _ many: String) -> String {
    switch (least, most) {
    case (let least?, let most?) where least == most: " of \(Excerpt.counted(least, one, many))"
    case (let least?, let most?): " of \(least) to \(Excerpt.counted(most, one, many))"
    case (let least?, nil): " of at least \(Excerpt.counted(least, one, many))"
    case (nil, let most?): " of at most \(Excerpt.counted(most, one, many))"
    case (nil, nil): ""
    }
  }
}
