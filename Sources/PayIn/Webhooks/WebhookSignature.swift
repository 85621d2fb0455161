/// What the signature header of a webhook says.
package struct WebhookSignature: Sendable, Equatable {
  package enum Scheme: String, Sendable, CaseIterable {
    /// The code of the body in 64 digits, as the API guide describes it. It says nothing of the time.
    case hex
    /// `t=<seconds>,v1=<code>`, the code being that of the time, a point and the body: what PayIn's open code sends.
    case timestamped
  }

  /// Why a text is no signature.
  package enum Malformation: Error, Sendable, Equatable {
    case notHexadecimal
    case wrongLength
    case noTimestamp
    case severalTimestamps
    case badTimestamp
    /// Without `v1`.
    case noCode
  }

  /// The time of signing as it was written, which is part of what was signed.
  struct Stamp: Sendable, Equatable {
    let text: String
    /// Since 1970-01-01T00:00:00Z.
    let seconds: Int
    /// Thousands of years ahead if read as seconds, and so taken for milliseconds.
    let isInMilliseconds: Bool
  }

  package let scheme: Scheme
  /// Nil in the scheme `hex`.
  let stamp: Stamp?
  /// Never empty. Several while an endpoint's secret is being replaced: one that fits is enough.
  let codes: [[UInt8]]

  /// Whether the holder of the secret signed these bytes, at whatever time.
  func isCode(of body: [UInt8], _ secret: WebhookSecret) -> Bool {
    let expected = secret.code(of: Self.message(body, stamp?.text))
    // All are compared, so that the time taken does not tell which one fits.
    return codes.reduce(false) { isFound, code in expected.matches(code) || isFound }
  }

  /// The value of the header for this body.
  ///
  /// - Parameter seconds: since 1970-01-01T00:00:00Z; not used by the scheme `hex`.
  package static func sign(_ body: [UInt8], with secret: WebhookSecret, _ scheme: Scheme, at seconds: Int) -> String {
    switch scheme {
    case .hex: secret.code(of: body).hexadecimal
    case .timestamped: "t=\(seconds),v1=\(secret.code(of: message(body, String(seconds))).hexadecimal)"
    }
  }

  private static func message(_ body: [UInt8], _ stamp: String?) -> [UInt8] {
    stamp.map { Array("\($0).".utf8) + body } ?? body
  }
}
