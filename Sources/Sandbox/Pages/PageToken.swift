import Crypto

/// Proofs that only the holder of the control token can make. The token itself never stands in a page or a cookie: a
/// browser sends the cookies of this machine to every port of it.
struct PageToken: Sendable {
  private let key: SymmetricKey

  init(controlToken: String) {
    key = SymmetricKey(data: Array(controlToken.utf8))
  }

  /// For one purpose and subject: 64 hexadecimal digits.
  func make(_ purpose: String, _ subject: String = "") -> String {
    Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: Self.message(purpose, subject), using: key))
  }

  func isValid(_ given: String?, _ purpose: String, _ subject: String = "") -> Bool {
    given.map { Self.areEqual($0, make(purpose, subject)) } ?? false
  }

  /// Takes as long whatever the first difference is: what is compared are digests under a key.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let code = HMAC<SHA256>.authenticationCode(for: Array(left.utf8), using: key)
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(right.utf8), using: key)
  }

  private static func message(_ purpose: String, _ subject: String) -> [UInt8] {
    Array("\(purpose)\n\(subject)".utf8)
  }
}
