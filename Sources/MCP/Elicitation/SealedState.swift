import Digest
import FoundationEssentials

/// What a client carries from a question to its answer, in a text that only the holder of the key can have made.
///
/// The code also covers what the state is for, which the text does not hold: with another tool or other arguments it
/// does not open.
package struct SealedState: Equatable, Sendable {
  /// With which the whole is a multiple of three: Base64 then has one way to write it.
  static let nonceCount = 18
  private static let timeCount = MemoryLayout<UInt64>.size
  private static let contentCount = timeCount + nonceCount + Fingerprint.byteCount

  /// Milliseconds since the clock's start after which it is of no use.
  let expiry: UInt64
  /// Random bytes, different in each state.
  let nonce: [UInt8]
  let question: Fingerprint

  init(expiry: UInt64, nonce: [UInt8], question: Fingerprint) {
    precondition(nonce.count == Self.nonceCount)
    (self.expiry, self.nonce, self.question) = (expiry, nonce, question)
  }

  /// Nil unless the text is what `sealed` made with the same key for the same use.
  init?(opening text: String, for use: Fingerprint, with key: [UInt8]) {
    guard let data = Data(base64Encoded: text), data.count == Self.contentCount + SHA256.byteCount else { return nil }
    let (content, code) = (Array(data.prefix(Self.contentCount)), Array(data.suffix(SHA256.byteCount)))
    guard
      SHA256.areEqual(code, SHA256.hmac(use.bytes + content, key: key)),
      let question = Fingerprint(bytes: Array(content.suffix(Fingerprint.byteCount)))
    else { return nil }
    expiry = content.prefix(Self.timeCount).reduce(0) { $0 << 8 | UInt64($1) }
    nonce = Array(content[Self.timeCount...].prefix(Self.nonceCount))
    self.question = question
  }

  /// 120 characters of Base64 (RFC 4648), the same for the same content, use and key.
  func sealed(for use: Fingerprint, with key: [UInt8]) -> String {
    let time = (0..<Self.timeCount).reversed().map { UInt8(truncatingIfNeeded: expiry >> (8 * $0)) }
    let content = time + nonce + question.bytes
    return Data(content + SHA256.hmac(use.bytes + content, key: key)).base64EncodedString()
  }
}
