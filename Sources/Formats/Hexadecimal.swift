/// Bytes as text with two hexadecimal digits for each byte (RFC 4648, section 8).
package enum Hexadecimal {
  static let digits = Array("0123456789abcdef".utf8)

  /// The digits in lower case.
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads upper and lower case. Returns nil unless the text is an even number of ASCII digits.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.map { value($0) ?? 16 }
    guard values.count.isMultiple(of: 2), values.allSatisfy({ $0 < 16 }) else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  package static func isDigit(_ byte: UInt8) -> Bool {
    value(byte) != nil
  }

  /// The value of one digit, 0 to 15, or nil for any other byte.
  package static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
