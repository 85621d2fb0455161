import JSON

extension SchemaViolation {
  /// Short: `string matching ^[0-9]+$`, `one of evm, tron`, `integer from 1 to 100`.
  package var expected: String {
    switch problem {
    case .unknownProperty(_, _, let known): known.isEmpty ? "no properties" : "one of \(SchemaConstraints.list(known))"
    case .forbidden: "nothing"
    default: constraints.summary
    }
  }

  /// Short: `string "10,50"`, `number 7.5`, `nothing`.
  package var actual: String {
    switch problem {
    case .missing: "nothing"
    case .nullForOptional: "null"
    case .unknownProperty(let value, _, _): "unknown property (\(value.typeName))"
    case .wrongType(let value), .notAChoice(let value), .forbidden(let value), .noMatch(let value),
      .wrongFormat(let value), .tooSmall(let value), .tooLarge(let value), .tooFew(let value), .tooMany(let value):
      Excerpt.value(value)
    case .tooShort(let text), .tooLong(let text): Excerpt.length(of: text)
    }
  }

  /// What to do, as a sentence.
  package var fix: String {
    switch problem {
    case .missing: "Add \(pointer.place), \(constraints.request)."
    case .wrongType, .noMatch, .wrongFormat: "Give \(pointer.place) as \(constraints.request)."
    case .nullForOptional: "Leave \(pointer.place) out or give it as \(constraints.request)."
    case .notAChoice(let value): choiceFix(value.string)
    case .unknownProperty(_, let suggestion, let known): propertyFix(suggestion, known)
    case .forbidden: "Remove \(pointer.place)."
    case .tooShort: bound("Use at least", constraints.length.least, "character", "characters")
    case .tooLong: bound("Use at most", constraints.length.most, "character", "characters")
    case .tooFew: bound("Give at least", constraints.itemCount.least, "item", "items")
    case .tooMany: bound("Give at most", constraints.itemCount.most, "item", "items")
    case .tooSmall: "Use at least \(constraints.range.least?.literal ?? "")."
    case .tooLarge: "Use at most \(constraints.range.most?.literal ?? "")."
    }
  }

  private func choiceFix(_ text: String?) -> String {
    let names = (constraints.choices ?? []).compactMap(\.string)
    let suggestion = text.flatMap { Suggestion.nearest(to: $0, among: names) }
    let question = suggestion.map { "Did you mean `\($0)`? " } ?? ""
    return "\(question)Use \(constraints.summary)."
  }

  private func propertyFix(_ suggestion: String?, _ known: [String]) -> String {
    if let suggestion { return "Did you mean `\(suggestion)`?" }
    if known.isEmpty { return "Remove \(pointer.place): no properties are taken here." }
    return "Remove \(pointer.place): the properties are \(SchemaConstraints.list(known))."
  }

  private func bound(_ verb: String, _ count: Int?, _ one: String, _ many: String) -> String {
    "\(verb) \(Excerpt.counted(count ?? 0, one, many))."
  }
}
