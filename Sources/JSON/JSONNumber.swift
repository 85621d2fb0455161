/// A JSON number as it was written. No digit is ever lost: the value is the literal.
package struct JSONNumber: Sendable {
  /// The text of the number, valid by the grammar of RFC 8259, section 6.
  package let literal: String

  /// Takes a literal whose grammar the parser has checked.
  init(validated literal: String) {
    self.literal = literal
  }

  package init(_ value: some BinaryInteger) {
    literal = String(value)
  }

  /// Returns nil if the text is not a JSON number.
  package init?(_ text: String) {
    guard case .number(let number)? = try? JSONParser.parse(text), number.literal.hasSameBytes(as: text) else {
      return nil
    }
    self = number
  }

  /// The value if it is integral and fits: `7`, `7.0` and `70e-1` are all 7.
  package var integer: Int? {
    // Nearly all numbers are written in digits alone.
    if let integer = Int(literal) { return integer }
    let decimal = DecimalForm(literal)
    guard !decimal.digits.isEmpty else { return 0 }
    guard decimal.isIntegral, decimal.exponent <= 19 else { return nil }
    let zeros = String(repeating: "0", count: decimal.exponent - decimal.digits.count)
    let digits = String(decoding: decimal.digits, as: UTF8.self)
    return Int((decimal.isNegative ? "-" : "") + digits + zeros)
  }

  /// Whether the value has no fraction, whatever its size and way of writing.
  package var isIntegral: Bool {
    DecimalForm(literal).isIntegral
  }
}

extension JSONNumber: Equatable {
  /// Compares literals: `1.0` and `1` differ. Use `compare` for values.
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.literal.hasSameBytes(as: right.literal)
  }
}

extension JSONNumber {
  /// Compares values exactly: returns less than 0 if this one is smaller, 0 if they are equal, greater than 0 if it is
  /// greater.
  package func compare(_ other: JSONNumber) -> Int {
    DecimalForm(literal).compare(DecimalForm(other.literal))
  }
}

/// A number literal taken apart: ±0.d₁d₂d₃… × 10^exponent, with d₁ and the last digit not zero. Zero has no digits.
private struct DecimalForm {
  let isNegative: Bool
  /// The digits in ASCII.
  let digits: [UInt8]
  let exponent: Int

  /// Takes a literal that the parser accepted.
  init(_ literal: String) {
    let text = Array(literal.utf8)
    let exponentMark = text.firstIndex { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") } ?? text.endIndex
    let negative = text.first == UInt8(ascii: "-")
    let mantissa = text[(negative ? 1 : 0)..<exponentMark]
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    let all = mantissa[..<point] + mantissa[point...].dropFirst()
    let significant = all.drop { $0 == UInt8(ascii: "0") }
    let trailing = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    digits = Array(significant.dropLast(trailing))
    isNegative = negative && !digits.isEmpty
    let leadingZeros = all.count - significant.count
    exponent = Self.saturating(text[exponentMark...].dropFirst()) + mantissa[..<point].count - leadingZeros
  }

  var isIntegral: Bool {
    digits.isEmpty || exponent >= digits.count
  }

  /// Exponents past ±10^15 count as equal: no literal is long enough to tell them apart by its digits.
  private static func saturating(_ text: ArraySlice<UInt8>) -> Int {
    let bound = 1_000_000_000_000_000
    guard !text.isEmpty else { return 0 }
    let value = Int(String(decoding: text, as: UTF8.self)) ?? (text.first == UInt8(ascii: "-") ? -bound : bound)
    return min(max(value, -bound), bound)
  }

  func compare(_ other: DecimalForm) -> Int {
    if digits.isEmpty || other.digits.isEmpty { return sign - other.sign }
    guard isNegative == other.isNegative else { return isNegative ? -1 : 1 }
    return isNegative ? -compareMagnitude(other) : compareMagnitude(other)
  }

  private var sign: Int {
    digits.isEmpty ? 0 : (isNegative ? -1 : 1)
  }

  private func compareMagnitude(_ other: DecimalForm) -> Int {
    guard exponent == other.exponent else { return exponent < other.exponent ? -1 : 1 }
    if digits == other.digits { return 0 }
    return digits.lexicographicallyPrecedes(other.digits) ? -1 : 1
  }
}
