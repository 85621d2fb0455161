/// An amount in whole tokens, kept as the text it came in and never converted to a binary fraction.
package struct Amount: Sendable {
  /// Why a text is not an amount.
  package enum ValidationError: Error, Sendable, Equatable {
    case notPlainDigits
    case tooManyDecimals
    case tooLarge
    case zero
  }

  /// The API stores 20 digits, six of them after the point; a seventh would be rounded away in silence.
  package static let maximumDecimals = 6
  package static let maximumWholeDigits = 14
  /// The decimals of the most divisible tokens: an API that shows more of them cannot mean a number of units.
  private static let maximumShownDecimals = 18
  static let nothing = Amount()

  package let text: String
  /// The digits before the point without leading zeros; empty for zero.
  private let whole: Substring.UTF8View
  /// The digits after the point without trailing zeros.
  private let fraction: Substring.UTF8View

  /// Digits with an optional point between digits: no sign, exponent, separator or space, at most six decimals even
  /// if they are zeros.
  package init(_ text: String, allowsZero: Bool = false) throws(ValidationError) {
    guard let digits = Self.digits(of: text) else { throw .notPlainDigits }
    guard digits.decimals.count <= Self.maximumDecimals else { throw .tooManyDecimals }
    self.init(text, digits)
    guard whole.count <= Self.maximumWholeDigits else { throw .tooLarge }
    guard allowsZero || !isZero else { throw .zero }
  }

  /// Reads an amount that an API shows: plain digits as well, but with as many decimals as any token has, and zero.
  /// Returns nil for any other text, and for a number that could not be computed with exactly.
  package init?(shown text: String) {
    guard let digits = Self.digits(of: text) else { return nil }
    self.init(text, digits)
    guard whole.count <= Self.maximumWholeDigits, fraction.count <= Self.maximumShownDecimals else { return nil }
  }

  private init(_ text: String, _ digits: (whole: Substring.UTF8View, decimals: Substring.UTF8View)) {
    self.text = text
    whole = digits.whole.drop { $0 == UInt8(ascii: "0") }
    fraction = digits.decimals.dropLast(digits.decimals.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
  }

  private static func digits(of text: String) -> (whole: Substring.UTF8View, decimals: Substring.UTF8View)? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return nil }
    return (parts[0], parts.count == 2 ? parts[1] : ""[...].utf8)
  }

  private init() {
    text = "0"
    (whole, fraction) = (""[...].utf8, ""[...].utf8)
  }

  package var isZero: Bool { whole.isEmpty && fraction.isEmpty }
  /// The number of digits after the point that the value needs.
  var decimals: Int { fraction.count }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}

extension Amount: Comparable {
  /// Compares values: `10`, `10.0` and `010.000000` are equal.
  package static func == (left: Amount, right: Amount) -> Bool {
    left.whole.elementsEqual(right.whole) && left.fraction.elementsEqual(right.fraction)
  }

  package static func < (left: Amount, right: Amount) -> Bool {
    guard left.whole.count == right.whole.count else { return left.whole.count < right.whole.count }
    guard left.whole.elementsEqual(right.whole) else { return left.whole.lexicographicallyPrecedes(right.whole) }
    return left.fraction.lexicographicallyPrecedes(right.fraction)
  }
}

extension Amount {
  /// The exact difference, or nil if `other` is more than this.
  package func minus(_ other: Amount) -> Amount? {
    let (left, right) = (units, other.units)
    guard left >= right else { return nil }
    return Amount(shown: Self.text(ofUnits: left - right))
  }

  /// The exact sum, or nil if it has more digits than an amount may have.
  package func plus(_ other: Amount) -> Amount? {
    Amount(shown: Self.text(ofUnits: units + other.units))
  }

  /// The number of the smallest units of the most divisible tokens: 32 digits at most, which 64 bits do not hold.
  private var units: UInt128 {
    let zeros = repeatElement(UInt8(ascii: "0"), count: Self.maximumShownDecimals - fraction.count)
    return (whole + Array(fraction) + zeros).reduce(0) { $0 * 10 + UInt128($1 - UInt8(ascii: "0")) }
  }

  private static func text(ofUnits value: UInt128) -> String {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
    guard rest > 0 else { return String(whole) }
    let digits = String(rest)
    var decimals = String(repeating: "0", count: maximumShownDecimals - digits.count) + digits
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}
