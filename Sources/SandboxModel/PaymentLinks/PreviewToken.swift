import Digest
import Formats

/// A token in the URL of a draft's preview that permits access for a short time.
///
/// It names its end, signed together with the link's id. The key is derived from the seed, so that every process on one
/// file accepts the others' tokens.
package struct PreviewToken {
  package static let minutes = 10

  private let key: [UInt8]

  package init(seed: UInt64) {
    key = SHA256.hash("\(seed)/preview".utf8)
  }

  /// The token: milliseconds since 1970, a point, and 64 hexadecimal digits.
  package func text(for linkId: String, until end: Timestamp) -> String {
    let code = SHA256.hmac("\(linkId)/\(end.milliseconds)".utf8, key: key)
    return "\(end.milliseconds).\(Hexadecimal.encode(code))"
  }

  package func isValid(_ token: String, for linkId: String, now: Timestamp) -> Bool {
    guard let end = token.split(separator: ".").first.flatMap({ Int64($0) }).map(Timestamp.init(milliseconds:)) else {
      return false
    }
    return now < end && SHA256.areEqual(Array(token.utf8), Array(text(for: linkId, until: end).utf8))
  }
}
