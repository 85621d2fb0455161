import Digest

/// Bitcoin's base 58, in which Tron and Solana write their addresses.
package enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// The value of a character.
  static func digit(_ character: UInt8) -> Int? {
    alphabet.firstIndex(of: character)
  }

  package static func encode(_ bytes: [UInt8]) -> String {
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

  /// Encodes bytes followed by the first four bytes of their double SHA-256.
  package static func encodeChecked(_ bytes: [UInt8]) -> String {
    let checksum = SHA256.hash(SHA256.hash(bytes)).prefix(4)
    return encode(bytes + checksum)
  }
}

extension Base58 {
  /// Returns nil if a character is not in the alphabet.
  package static func decode(_ text: String) -> [UInt8]? {
    // Little-endian during the computation.
    var bytes: [UInt8] = []
    for character in text.utf8 {
      guard var carry = digit(character) else { return nil }
      for index in bytes.indices {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 255)
        carry >>= 8
      }
      if carry > 0 { bytes.append(UInt8(carry)) }
    }
    let zeros = text.utf8.prefix { digit($0) == 0 }.map { _ in UInt8(0) }
    return zeros + bytes.reversed()
  }

  /// The bytes without their checksum; nil if the checksum is wrong.
  package static func decodeChecked(_ text: String) -> [UInt8]? {
    guard let bytes = decode(text), bytes.count > 4 else { return nil }
    let content = Array(bytes.dropLast(4))
    return encodeChecked(content) == text ? content : nil
  }
}
