import JSON

/// What a schema allows at one place, in language-neutral facts; they are put into English here and into other
/// languages elsewhere.
package struct Expectation: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// One of these names. `more` further ones are left out, to keep texts short.
    case oneOf([String], more: Int)
    case type(SchemaType)
    case dateTime
    case anything
    /// The object takes no properties.
    case noProperties
    /// There must be nothing at this place.
    case nothing
  }

  /// The unit that the bounds count.
  package enum Unit: Sendable, Equatable {
    /// The number itself is bounded; nothing is counted.
    case value
    case characters
    case items
  }

  package let kind: Kind
  package var unit = Unit.value
  package var least: String?
  package var most: String?
  package var pattern: String?
  package var example: String?

  init(_ kind: Kind) {
    self.kind = kind
  }

  static func oneOf(_ names: [String]) -> Expectation {
    let longest = 20
    return Expectation(.oneOf(Array(names.prefix(longest)), more: max(0, names.count - longest)))
  }
}

extension SchemaConstraints {
  var expectation: Expectation {
    var expectation = choices.map { .oneOf($0.map(Self.text)) } ?? bounded
    expectation.example = example.map(Self.text)
    return expectation
  }

  private var bounded: Expectation {
    var expectation = Expectation(kind)
    switch type {
    case .integer, .number:
      (expectation.least, expectation.most) = (range.least?.literal, range.most?.literal)
    case .array:
      expectation.unit = .items
      (expectation.least, expectation.most) = (itemCount.least.map(String.init), itemCount.most.map(String.init))
    case .string:
      expectation.unit = .characters
      (expectation.least, expectation.most) = (length.least.map(String.init), length.most.map(String.init))
      expectation.pattern = pattern?.text
    default: break
    }
    return expectation
  }

  private var kind: Expectation.Kind {
    switch format {
    case .dateTime: .dateTime
    case nil: type.map(Expectation.Kind.type) ?? .anything
    }
  }

  private static func text(_ value: JSONValue) -> String {
    value.string ?? value.description
  }
}

extension Subschema {
  /// The constraints that stand for the whole schema in texts.
  var constraints: SchemaConstraints {
    if case .constrained(let constraints) = self { constraints } else { SchemaConstraints() }
  }
}

extension Expectation {
  /// A noun phrase without its article: `integer from 1 to 100`, `string matching ^[0-9]+$`, `one of evm, tron`.
  package var phrase: String {
    noun + bounds + (pattern.map { " matching \($0)" } ?? "")
  }

  /// The noun phrase with its article and an example, to be the end of a sentence.
  var request: String {
    let article = "aeiou".contains(phrase.prefix(1)) ? "an" : "a"
    let whole = if case .oneOf = kind { phrase } else { "\(article) \(phrase)" }
    return example.map { "\(whole), for example \($0)" } ?? whole
  }

  /// The names to choose from; empty if there is no such choice.
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
