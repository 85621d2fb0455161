/// Money as the reference model has it, and as the API writes it.
enum Millionths {
  static func text(_ amount: Int) -> String {
    let fraction = String(amount % 1_000_000)
    return "\(amount / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  /// Nil unless it is digits with a point and one to six digits, or without.
  static func parse(_ text: String?) -> Int? {
    guard let parts = text?.split(separator: ".", omittingEmptySubsequences: false), 1...2 ~= parts.count else {
      return nil
    }
    let fraction = parts.count > 1 ? parts[1] : "0"
    guard 1...6 ~= fraction.utf8.count, (parts[0] + fraction).utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return Int(parts[0] + fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
  }
}
