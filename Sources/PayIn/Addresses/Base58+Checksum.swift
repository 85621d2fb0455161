import Digest
import Formats

extension Base58 {
  /// Whether the last four bytes are the first of a double SHA-256 of the others (Base58Check).
  static func hasChecksum(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 4 else { return false }
    let digest = SHA256.hash(SHA256.hash(bytes.dropLast(4)))
    return digest.prefix(4).elementsEqual(bytes.suffix(4))
  }
}
