/// A JSON number as it was written. No digit is ever lost: the value is the literal.
package struct JSONNumber: Sendable {
  /// The text of the number, valid by the grammar of RFC 8259, section 6.
  package let literal: String

  /// For the parser, which has checked the grammar.
  init(validated literal: String) {
    self.literal = literal
  }

  package init(_ value: some BinaryInteger) {
    literal = String(value)
  }

  /// Nil if the text is not a JSON number.
  package init?(_ text: String) {
    guard case .number(let number)? = try? JSONParser.parse(text), number.literal.hasSameBytes(as: text) else {
      return nil
    }
    self = number
  }

  /// The value if it is integral and fits: `7`, `7.0` and `70e-1` are all 7.
  package var integer: Int? {
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
  /// The same literal. Use `compare` for the same value.
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.literal.hasSameBytes(as: right.literal)
  }
}

extension JSONNumber {
  /// Less than 0 if the value is below the other's, 0 if they are equal, greater than 0 if above. Exact.
  package func compare(_ other: JSONNumber) -> Int {
    DecimalForm(literal).compare(DecimalForm(other.literal))
  }
}
