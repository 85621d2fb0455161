import Crypto

/// Lets whoever has the address of a draft's preview look at it for a while.
///
/// A token names the moment at which it ends, sealed together with the link it is for. Its key follows from the seed,
/// so that every process on one file takes the others' tokens.
struct PreviewToken {
  static let minutes = 10

  private let key: SymmetricKey

  init(seed: UInt64) {
    key = SymmetricKey(data: SHA256.hash(data: Array("\(seed)/preview".utf8)))
  }

  /// Milliseconds since 1970, a point, and 64 hexadecimal digits.
  func text(for linkId: String, until end: Timestamp) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array("\(linkId)/\(end.milliseconds)".utf8), using: key)
    return "\(end.milliseconds).\(Hexadecimal.encode(code))"
  }

  func isValid(_ token: String, for linkId: String, now: Timestamp) -> Bool {
    guard let end = token.split(separator: ".").first.flatMap({ Int64($0) }).map(Timestamp.init(milliseconds:)) else {
      return false
    }
    return now < end && Self.isSame(token, text(for: linkId, until: end))
  }

  /// In a time that does not tell how much of it is right.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
