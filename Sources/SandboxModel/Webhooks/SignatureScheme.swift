import Digest
import Formats

/// The forms of a webhook's signature, which is an HMAC-SHA256 (RFC 2104).
package enum SignatureScheme: String, Sendable, CaseIterable {
  /// The code of the body in lower-case hexadecimal digits, as documented.
  case hex
  /// `t=<unix seconds>,v1=<code>`, the code being that of the seconds, a point and the body.
  case timestamped

  /// Signs a body.
  /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z by the clock of the receivers. Not used by `hex`.
  package func signature(of body: [UInt8], secret: String, at seconds: Int64) -> String {
    switch self {
    case .hex: Self.code(of: body, secret)
    case .timestamped: "t=\(seconds),v1=\(Self.code(of: Array("\(seconds).".utf8) + body, secret))"
    }
  }

  private static func code(of message: [UInt8], _ secret: String) -> String {
    Hexadecimal.encode(SHA256.hmac(message, key: Array(secret.utf8)))
  }
}
