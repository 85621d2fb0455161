/// Money as the reference model has it, and as the API writes it.
enum Millionths {
  static func text(_ amount: Int) -> String {
    let fraction = String(amount % 1_000_000)
    return "\(amount / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  /// Nil unless it is digits with a point and one to six digits, or without.
  static func parse(_ text: String?) -> Int? {
    guard let match = text?.wholeMatch(of: /(\d+)(?:\.(\d{1,6}))?/) else { return nil }
    let fraction = String(match.2 ?? "")
    return Int(match.1 + fraction + String(repeating: "0", count: 6 - fraction.count))
  }
}
