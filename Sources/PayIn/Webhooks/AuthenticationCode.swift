import Digest
import Formats

/// HMAC-SHA256 (RFC 2104 and FIPS 180-4), which both signature schemes are made of.
struct AuthenticationCode: Sendable {
  static let byteCount = SHA256.byteCount

  private let code: [UInt8]

  init(of message: [UInt8], key: [UInt8]) {
    code = SHA256.hmac(message, key: key)
  }

  /// Takes the same time wherever the two differ, so that nobody can find a code byte by byte.
  func matches(_ given: [UInt8]) -> Bool {
    SHA256.areEqual(code, given)
  }

  /// 64 lower-case digits.
  var hexadecimal: String {
    Hexadecimal.encode(code)
  }
}
