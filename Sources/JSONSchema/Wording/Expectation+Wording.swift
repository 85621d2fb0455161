extension Expectation {
  /// A noun without its article: `integer from 1 to 100`, `string matching ^[0-9]+$`, `one of evm, tron`.
  var phrase: String {
    noun + bounds + (pattern.map { " matching \($0)" } ?? "")
  }

  /// With its article and an example, to be the end of a sentence.
  var request: String {
    let article = "aeiou".contains(phrase.prefix(1)) ? "an" : "a"
    let whole = if case .oneOf = kind { phrase } else { "\(article) \(phrase)" }
    return example.map { "\(whole), for example \($0)" } ?? whole
  }

  /// Empty if it is no choice among names.
  var names: String {
    guard case .oneOf(let names, let more) = kind else { return "" }
    return names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private var noun: String {
    switch kind {
    case .oneOf: "one of \(names)"
    case .type(let type): type.rawValue
    case .dateTime: "date-time such as 2026-01-31T09:30:00Z"
    case .anything: "value"
    case .noProperties: "no properties"
    case .nothing: "nothing"
    }
  }

  private var bounds: String {
    switch (least, most) {
    case (let least?, let most?) where unit == .value: " from \(least) to \(most)"
    case (let least?, let most?) where least == most: " of \(unit.counted(least))"
    case (let least?, let most?): " of \(least) to \(unit.counted(most))"
    case (let least?, nil): " of at least \(unit.counted(least))"
    case (nil, let most?): " of at most \(unit.counted(most))"
    case (nil, nil): ""
    }
  }
}

extension Expectation.Unit {
  var verb: String {
    self == .items ? "Give" : "Use"
  }

  func counted(_ count: String) -> String {
    switch self {
    case .value: count
    case .characters: "\(count) \(count == "1" ? "character" : "characters")"
    case .items: "\(count) \(count == "1" ? "item" : "items")"
    }
  }
}
