import CCrypto

/// SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104), computed by the system's libcrypto.
///
/// libcurl brings libcrypto into the process for TLS. Compiling BoringSSL for these two functions took 106 s of a
/// first build of 250 s, and this module takes none.
package enum SHA256 {
  /// Bytes of a hash and of an authentication code.
  package static let byteCount = 32

  package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    return output { ccrypto_sha256(bytes, bytes.count, $0) }
  }

  /// The authentication code of a message under a key of any length, the empty one included.
  package static func hmac(_ message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
    let message = Array(message)
    return output { ccrypto_hmac_sha256(key, Int32(key.count), message, message.count, $0) }
  }

  /// Compares two codes in a time that does not depend on where they differ, so that no code can be guessed byte by
  /// byte.
  package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }

  /// A libcrypto without SHA-256 cannot open a TLS connection either, so that no input leads to the precondition.
  private static func output(_ write: (UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      precondition(write(buffer.baseAddress) == 1, "libcrypto offers no SHA-256")
      count = byteCount
    }
  }
}
