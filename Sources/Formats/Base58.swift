/// Bytes as text in Bitcoin's base 58, which Tron and Solana write their addresses in. Checksums are left to the caller.
package enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// The longest text that is decoded, in bytes: decoding takes time by the square of the length.
  private static let maximumLength = 128

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    // The least significant digit comes first while the bytes are worked through.
    var digits: [UInt8] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += Int(digits[index]) << 8
        digits[index] = UInt8(carry % 58)
        carry /= 58
      }
      while carry > 0 {
        digits.append(UInt8(carry % 58))
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
    return String(decoding: zeros + digits.reversed().map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// Returns nil if the text is empty, longer than 128 bytes, or has a character outside the alphabet.
  package static func decode(_ text: String) -> [UInt8]? {
    guard 1...maximumLength ~= text.utf8.count else { return nil }
    var bytes: [UInt8] = []
    for character in text.utf8 {
      guard var carry = alphabet.firstIndex(of: character) else { return nil }
      for index in bytes.indices {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      if carry > 0 { bytes.append(UInt8(carry)) }
    }
    let zeros = text.utf8.prefix { $0 == alphabet[0] }.map { _ in UInt8(0) }
    return zeros + bytes.reversed()
  }
}
