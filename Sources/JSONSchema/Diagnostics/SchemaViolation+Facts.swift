import JSON

extension SchemaViolation {
  package var expectation: Expectation {
    switch problem {
    case .unknownProperty(_, _, let known): known.isEmpty ? Expectation(.noProperties) : .oneOf(known)
    case .forbidden: Expectation(.nothing)
    default: constraints.expectation
    }
  }

  /// What came.
  ///
  /// - Parameter isHidden: whether a text may be a secret, of which nothing is repeated.
  package func given(hiding isHidden: (String) -> Bool) -> Excerpt {
    switch problem {
    case .missing: .missing
    case .nullForOptional: .null
    case .unknownProperty(let value, _, _): .unknownProperty(type: value.typeName)
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
    case .unknownProperty(_, let suggestion, _): suggestion.map(SuggestedFix.rename) ?? .remove
    case .forbidden: .remove
    case .tooShort: .increase(to: Self.text(constraints.length.least), .characters)
    case .tooLong: .decrease(to: Self.text(constraints.length.most), .characters)
    case .tooFew: .increase(to: Self.text(constraints.itemCount.least), .items)
    case .tooMany: .decrease(to: Self.text(constraints.itemCount.most), .items)
    case .tooSmall: .increase(to: constraints.range.least?.literal ?? "", .value)
    case .tooLarge: .decrease(to: constraints.range.most?.literal ?? "", .value)
    }
  }

  /// Of a bound that is there, or nothing would have broken it.
  private static func text(_ bound: Int?) -> String {
    String(bound ?? 0)
  }

  private func nearestChoice(to text: String) -> String? {
    Suggestion.nearest(to: text, among: (constraints.choices ?? []).compactMap(\.string))
  }
}
