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
  static let nothing = Amount()

  package let text: String
  /// The digits before the point without leading zeros; empty for zero.
  private let whole: Substring.UTF8View
  /// The digits after the point without trailing zeros.
  private let fraction: Substring.UTF8View

  /// Digits with an optional point between digits: no sign, exponent, separator or space, at most six decimals even
  /// if they are zeros.
  package init(_ text: String, allowsZero: Bool = false) throws(ValidationError) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDigit) }) else { throw .notPlainDigits }
    let decimals = parts.count == 2 ? parts[1] : ""[...].utf8
    guard decimals.count <= Self.maximumDecimals else { throw .tooManyDecimals }
    self.text = text
    whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    fraction = decimals.dropLast(decimals.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
    guard whole.count <= Self.maximumWholeDigits else { throw .tooLarge }
    guard allowsZero || !isZero else { throw .zero }
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
    let (left, right) = (millionths, other.millionths)
    guard left >= right else { return nil }
    return try? Amount(Self.text(ofMillionths: left - right), allowsZero: true)
  }

  /// The exact sum, or nil if it has more digits than an amount may have.
  package func plus(_ other: Amount) -> Amount? {
    try? Amount(Self.text(ofMillionths: millionths + other.millionths), allowsZero: true)
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
