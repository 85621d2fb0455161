import Crypto

/// HMAC-SHA256 (RFC 2104 and FIPS 180-4), which both signature schemes are made of.
struct AuthenticationCode: Sendable {
  static let byteCount = SHA256.byteCount

  private let code: HMAC<SHA256>.MAC

  init(of message: [UInt8], key: [UInt8]) {
    code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
  }

  /// Takes the same time wherever the two differ, so that nobody can find a code byte by byte.
  func matches(_ given: [UInt8]) -> Bool {
    code == given
  }

  /// 64 lower-case digits.
  var hexadecimal: String {
    Hexadecimal.encode(code)
  }
}
