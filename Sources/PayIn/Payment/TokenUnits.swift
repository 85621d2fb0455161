/// An amount in whole tokens, read digit by digit.
///
/// `Amount` holds what the API stores, six digits after the point. A token may have 18 of them, and the number of its
/// smallest units more digits than any integer type.
struct TokenUnits: Sendable {
  /// Every number of so many digits is below 2^256, the bound of `uint256`.
  private static let mostDigits = 77

  /// The digits before the point without leading zeros; empty for zero.
  private let whole: Substring.UTF8View
  /// The digits after the point without trailing zeros.
  private let fraction: Substring.UTF8View

  /// Returns nil for anything but digits with an optional point between digits, and for zero: a payment of nothing is
  /// asked of nobody.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }) else {
      return nil
    }
    let decimals = parts.count == 2 ? parts[1] : ""[...].utf8
    whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    fraction = decimals.dropLast(decimals.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
    if whole.isEmpty && fraction.isEmpty { return nil }
  }

  /// The number of the token's smallest units; nil if the token is not divisible so far, or the number too large for
  /// `uint256`.
  func inSmallestUnits(decimals: Int) -> String? {
    guard fraction.count <= decimals, whole.count + decimals <= Self.mostDigits else { return nil }
    let zeros = repeatElement(UInt8(ascii: "0"), count: decimals - fraction.count)
    let digits = (Array(whole) + fraction + zeros).drop { $0 == UInt8(ascii: "0") }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The amount in whole tokens without needless zeros; nil if the token is not divisible so far, or the number of its
  /// smallest units too large for 64 bits.
  func inWholeTokens(decimals: Int) -> String? {
    guard let units = inSmallestUnits(decimals: decimals), UInt64(units) != nil else { return nil }
    let digits = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
    return fraction.isEmpty ? digits : "\(digits).\(String(decoding: fraction, as: UTF8.self))"
  }
}
