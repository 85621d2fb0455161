/// A number literal taken apart: ±0.d₁d₂d₃… × 10^exponent, with d₁ and the last digit not zero. Zero has no digits.
struct DecimalForm {
  let isNegative: Bool
  /// ASCII digits.
  let digits: [UInt8]
  let exponent: Int

  /// A literal that the parser accepted.
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

  /// Exponents past ±10^15 are all the same to us: no literal is long enough to tell them apart by its digits.
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
