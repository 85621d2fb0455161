/// An exact amount of a token, in millionths.
///
/// The bounds are those of the service's `numeric(20, 6)` column: 14 digits before the point, 6 after it. Sums may
/// exceed them.
package struct TokenAmount: Sendable, Hashable, Comparable {
  package enum Problem: Error, Sendable, Equatable {
    case notDecimal
    case tooManyFractionDigits
    case tooLarge
  }

  package static let fractionDigits = 6
  package static let integerDigits = 14
  package static let zero = TokenAmount(millionths: 0)

  package let millionths: UInt128

  package init(millionths: UInt128) {
    self.millionths = millionths
  }

  /// Parses digits, optionally followed by a point and one to six digits. There may be no sign, exponent, space or
  /// separator.
  package init(_ text: String) throws(Problem) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let isDecimal = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard isDecimal else { throw .notDecimal }
    let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    let fraction = parts.count > 1 ? Array(parts[1]) : []
    guard fraction.count <= Self.fractionDigits else { throw .tooManyFractionDigits }
    guard whole.count <= Self.integerDigits else { throw .tooLarge }
    let padding = Array(repeating: UInt8(ascii: "0"), count: Self.fractionDigits - fraction.count)
    millionths = (Array(whole) + fraction + padding).reduce(0) { $0 * 10 + UInt128($1 - UInt8(ascii: "0")) }
  }

  package static func < (left: TokenAmount, right: TokenAmount) -> Bool {
    left.millionths < right.millionths
  }

  package static func + (left: TokenAmount, right: TokenAmount) -> TokenAmount {
    TokenAmount(millionths: left.millionths + right.millionths)
  }

  /// The difference from `other` to this amount; zero if `other` is larger.
  package func remaining(after other: TokenAmount) -> TokenAmount {
    TokenAmount(millionths: other < self ? millionths - other.millionths : 0)
  }
}

extension TokenAmount: CustomStringConvertible {
  /// The shortest form: `10`, `10.5`, `0.000001`.
  package var description: String {
    let (whole, fraction) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    guard fraction > 0 else { return String(whole) }
    let digits = String(fraction)
    let padded = String(repeating: "0", count: Self.fractionDigits - digits.count) + digits
    let trailingZeros = padded.reversed().prefix { $0 == "0" }.count
    return "\(whole).\(padded.dropLast(trailingZeros))"
  }
}

/// The amounts that the service's `numeric(20, 6)` columns hold.
extension TokenAmount {
  /// Accepts up to 18 digits after the point and rounds to 6, half up.
  package init(rounding text: String) throws(Problem) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count > Self.fractionDigits else {
      self = try TokenAmount(text)
      return
    }
    guard parts[1].utf8.count <= 18, parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw .notDecimal }
    let kept = try TokenAmount("\(parts[0]).\(parts[1].prefix(Self.fractionDigits))")
    let isUp = parts[1].dropFirst(Self.fractionDigits).first.map { $0 >= "5" } ?? false
    let rounded = kept + TokenAmount(millionths: isUp ? 1 : 0)
    guard rounded.millionths < 100_000_000_000_000_000_000 else { throw .tooLarge }
    self = rounded
  }

  /// The amount with six digits after the point: `10.000000`.
  package var column: String {
    let (whole, fraction) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(fraction)
    return "\(whole).\(String(repeating: "0", count: Self.fractionDigits - digits.count))\(digits)"
  }
}

extension TokenAmount {
  /// The share of `whole` in percent, from 0 to 100.
  package func percent(of whole: TokenAmount) -> Int {
    guard self < whole else { return 100 }
    return Int(millionths * 100 / whole.millionths)
  }
}
