/// The times of `within`.
package enum ScriptDuration {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]
  private static let maximum: Int64 = 24 * 3_600_000

  /// Reads a whole number above 0 with its unit: `500ms`, `2s`, `1m`, `24h`. Nothing is longer than a day.
  package static func parse(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int64(digits), number > 0, number <= maximum,
      let unit = units.first(where: { $0.name == text.dropFirst(digits.count) }), number * unit.milliseconds <= maximum
    else { return nil }
    return .milliseconds(number * unit.milliseconds)
  }

  /// The time in the largest unit that gives a whole number. Parts of a millisecond are rounded up.
  package static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = max(1, seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    let unit = units.first { milliseconds % $0.milliseconds == 0 } ?? ("ms", 1)
    return "\(milliseconds / unit.milliseconds)\(unit.name)"
  }
}
