package enum PercentEncoding {
  /// Splits the text at a separator; empty parts are kept.
  ///
  /// Works on code points: a separator and a combining mark after it are one `Character`, which hides the separator
  /// from `String.split`.
  package static func split(_ text: Substring, at separator: Unicode.Scalar, maximumSplits: Int = .max) -> [Substring] {
    text.unicodeScalars.split(separator: separator, maxSplits: maximumSplits, omittingEmptySubsequences: false)
      .map(Substring.init)
  }

  /// Returns nil if a percent sign is not followed by two hexadecimal digits, or the bytes are not UTF-8.
  package static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace:
        bytes.append(UInt8(ascii: " "))
      default:
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Encodes every character that may have a meaning in a URL (RFC 3986, section 2.3).
  package static func encode(_ text: String) -> String {
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { byte in
      kept.contains(byte) ? String(Character(Unicode.Scalar(byte))) : "%" + Hexadecimal.encode([byte]).uppercased()
    }.joined()
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
  }
}

package enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
