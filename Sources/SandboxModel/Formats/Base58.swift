import Digest
package import Formats

/// Base 58 with a checksum, as in the addresses of Tron.
extension Base58 {
  /// Encodes bytes followed by the first four bytes of their double SHA-256.
  package static func encodeChecked(_ bytes: [UInt8]) -> String {
    let checksum = SHA256.hash(SHA256.hash(bytes)).prefix(4)
    return encode(bytes + checksum)
  }

  /// The bytes without their checksum; nil if the checksum is wrong.
  package static func decodeChecked(_ text: String) -> [UInt8]? {
    guard let bytes = decode(text), bytes.count > 4 else { return nil }
    let content = Array(bytes.dropLast(4))
    return encodeChecked(content) == text ? content : nil
  }
}
