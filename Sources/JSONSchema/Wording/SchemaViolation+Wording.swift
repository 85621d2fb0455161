extension SchemaViolation {
  /// Short: `string matching ^[0-9]+$`, `one of evm, tron`, `integer from 1 to 100`.
  package var expected: String { expectation.phrase }

  /// Short: `string "10,50"`, `number 7.5`, `nothing`.
  package func actual(hiding isHidden: (String) -> Bool) -> String { given(hiding: isHidden).phrase }

  /// What to do, as a sentence.
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
