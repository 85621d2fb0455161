extension Amount {
  /// Exact. Nil if `other` is more than this.
  package func minus(_ other: Amount) -> Amount? {
    let (left, right) = (millionths, other.millionths)
    guard left >= right else { return nil }
    return try? Amount(Self.text(ofMillionths: left - right), allowsZero: true)
  }

  /// Twenty digits at most, which 64 bits do not hold.
  private var millionths: UInt128 {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    let digits = parts[0] + decimals + Array(repeating: UInt8(ascii: "0"), count: Self.maximumDecimals - decimals.count)
    return digits.reduce(0) { $0 * 10 + UInt128($1 - UInt8(ascii: "0")) }
  }

  private static func text(ofMillionths value: UInt128) -> String {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest > 0 else { return String(whole) }
    let digits = String(rest)
    var decimals = String(repeating: "0", count: maximumDecimals - digits.count) + digits
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}
