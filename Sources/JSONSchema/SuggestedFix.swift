import JSON

/// The change that would make a value valid.
package enum SuggestedFix: Sendable, Equatable {
  case add
  case replace
  /// Leave the value out, or replace it.
  case leaveOut
  /// Use one of the choices; the nearest is suggested if one is near.
  case choose(suggestion: String?)
  /// Rename the property to this name.
  case rename(String)
  case remove
  case increase(to: String, Expectation.Unit)
  case decrease(to: String, Expectation.Unit)
}

extension SchemaViolation {
  package var expectation: Expectation {
    switch problem {
    case .unknownProperty(_, _, let known, _): known.isEmpty ? Expectation(.noProperties) : .oneOf(known)
    case .forbidden: Expectation(.nothing)
    default: constraints.expectation
    }
  }

  /// What came in place of what was expected.
  ///
  /// - Parameter isHidden: whether a text may be a secret, of which nothing is repeated.
  package func given(hiding isHidden: (String) -> Bool) -> Excerpt {
    switch problem {
    case .missing: .missing
    case .nullForOptional: .null
    case .unknownProperty(let value, _, _, _): .unknownProperty(type: value.typeName)
    case .wrongType(let value), .notAChoice(let value), .forbidden(let value), .noMatch(let value),
      .wrongFormat(let value), .tooSmall(let value), .tooLarge(let value), .tooFew(let value), .tooMany(let value):
      Excerpt(value, hiding: isHidden)
    case .tooShort(let text), .tooLong(let text): .length(text.string?.unicodeScalars.count ?? 0)
    }
  }

  package var suggestedFix: SuggestedFix {
    switch problem {
    case .missing: .add
    case .wrongType, .noMatch, .wrongFormat: .replace
    case .nullForOptional: .leaveOut
    case .notAChoice(let value): .choose(suggestion: value.string.flatMap(nearestChoice))
    case .unknownProperty(_, let suggestion, _, _): suggestion.map(SuggestedFix.rename) ?? .remove
    case .forbidden: .remove
    case .tooShort: .increase(to: Self.text(constraints.length.least), .characters)
    case .tooLong: .decrease(to: Self.text(constraints.length.most), .characters)
    case .tooFew: .increase(to: Self.text(constraints.itemCount.least), .items)
    case .tooMany: .decrease(to: Self.text(constraints.itemCount.most), .items)
    case .tooSmall: .increase(to: constraints.range.least?.literal ?? "", .value)
    case .tooLarge: .decrease(to: constraints.range.most?.literal ?? "", .value)
    }
  }

  /// The text of a bound, which is there, or nothing would have broken it.
  private static func text(_ bound: Int?) -> String {
    String(bound ?? 0)
  }

  private func nearestChoice(to text: String) -> String? {
    Suggestion.nearest(to: text, among: (constraints.choices ?? []).compactMap(\.string))
  }
}

extension SchemaViolation {
  /// What was expected, in short: `string matching ^[0-9]+$`, `one of evm, tron`, `integer from 1 to 100`.
  package var expected: String { expectation.phrase }

  /// What came, in short: `string "10,50"`, `number 7.5`, `nothing`.
  package func actual(hiding isHidden: (String) -> Bool) -> String { given(hiding: isHidden).phrase }

  /// The suggested fix as a sentence.
  package var fix: String {
    let place = pointer.displayName ?? "the value"
    return switch suggestedFix {
    case .add: "Add \(place), \(expectation.request)."
    case .replace: "Give \(place) as \(expectation.request)."
    case .leaveOut: "Leave \(place) out or give it as \(expectation.request)."
    case .choose(let suggestion?): "Did you mean `\(suggestion)`? Use \(expectation.phrase)."
    case .choose(nil): "Use \(expectation.phrase)."
    case .rename(let suggestion): "Did you mean `\(suggestion)`?"
    case .remove: removal(of: place)
    case .increase(let least, let unit): "\(unit.verb) at least \(unit.counted(least))."
    case .decrease(let most, let unit): "\(unit.verb) at most \(unit.counted(most))."
    }
  }

  private func removal(of place: String) -> String {
    switch expectation.kind {
    case .oneOf: "Remove \(place): the properties are \(expectation.names)."
    case .noProperties: "Remove \(place): no properties are taken here."
    default: "Remove \(place)."
    }
  }
}
