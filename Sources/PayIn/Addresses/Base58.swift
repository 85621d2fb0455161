import Digest

/// Base 58 as Bitcoin writes it, which Tron and Solana write their addresses in.
enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
  /// Characters of a text that is decoded at all; decoding takes time by the square of them.
  private static let longestText = 128

  /// Nil if the text is empty, longer than 128 bytes, or has a character that base 58 does not have.
  static func decode(_ text: String) -> [UInt8]? {
    guard 1...longestText ~= text.utf8.count else { return nil }
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

  /// Whether the last four bytes are the first of a double SHA-256 of the others (Base58Check).
  static func hasChecksum(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 4 else { return false }
    let digest = SHA256.hash(SHA256.hash(bytes.dropLast(4)))
    return digest.prefix(4).elementsEqual(bytes.suffix(4))
  }
}
