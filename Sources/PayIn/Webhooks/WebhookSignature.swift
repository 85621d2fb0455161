import Digest
import Formats

/// The content of a webhook's signature header.
package struct WebhookSignature: Sendable, Equatable {
  package enum Scheme: String, Sendable, CaseIterable {
    /// The code of the body in 64 digits, as the API guide describes it. It says nothing of the time.
    case hex
    /// `t=<seconds>,v1=<code>`, the code being that of the time, a point and the body: what PayIn's published code sends.
    case timestamped
  }

  /// Why a text is no signature.
  package enum Malformation: Error, Sendable, Equatable {
    case notHexadecimal
    case wrongLength
    case noTimestamp
    case severalTimestamps
    case badTimestamp
    /// There is no `v1`.
    case noCode
  }

  /// The time of signing as it was written, which is part of what was signed.
  struct Stamp: Sendable, Equatable {
    let text: String
    /// Seconds since 1970-01-01T00:00:00Z.
    let seconds: Int
    /// Thousands of years ahead if read as seconds, and so taken for milliseconds.
    let isInMilliseconds: Bool
  }

  package let scheme: Scheme
  /// The time of signing; nil in the scheme `hex`.
  let stamp: Stamp?
  /// One or more codes. There are several while an endpoint's secret is being replaced, and one that fits suffices.
  let codes: [[UInt8]]

  /// Whether the holder of the secret signed these bytes, at whatever time.
  func isCode(of body: [UInt8], _ secret: WebhookSecret) -> Bool {
    let expected = secret.code(of: Self.message(body, stamp?.text))
    // All are compared, so that the time taken does not show which one fits.
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

extension WebhookSignature {
  /// Reads the value of the header in either scheme. Digits may be upper case; spaces around parts are let pass, and
  /// parts of other names, which later versions may add.
  package init(_ header: String) throws(Malformation) {
    guard header.contains("=") else {
      try self.init(scheme: .hex, stamp: nil, codes: [Self.code(header.trimmed)])
      return
    }
    let parts = header.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(\.trimmed) }
    let values = { (name: String) in parts.filter { $0.count == 2 && $0[0] == name }.map { $0[1] } }
    let stamp = try Self.stamp(values("t"))
    self.init(scheme: .timestamped, stamp: stamp, codes: try Self.codes(values("v1")))
  }

  private static func stamp(_ values: [Substring]) throws(Malformation) -> Stamp {
    guard let text = values.first else { throw .noTimestamp }
    guard values.count == 1 else { throw .severalTimestamps }
    guard let stamp = Stamp(text) else { throw .badTimestamp }
    return stamp
  }

  /// The well-formed codes; throws the error of the first if there is none.
  private static func codes(_ values: [Substring]) throws(Malformation) -> [[UInt8]] {
    guard let first = values.first else { throw .noCode }
    let codes = values.compactMap { try? code($0) }
    return codes.isEmpty ? [try code(first)] : codes
  }

  private static func code(_ text: Substring) throws(Malformation) -> [UInt8] {
    guard text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { throw .notHexadecimal }
    guard let bytes = Hexadecimal.decode(text), bytes.count == AuthenticationCode.byteCount else { throw .wrongLength }
    return bytes
  }
}

extension WebhookSignature.Stamp {
  /// The least number that is read as milliseconds: as seconds it is the year 5138, as milliseconds 1973.
  private static let leastMilliseconds = 100_000_000_000

  /// Returns nil if the text is not plain digits, or more of them than a time in milliseconds has.
  init?(_ text: Substring) {
    guard 1...14 ~= text.utf8.count, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let value = Int(text)
    else { return nil }
    self.text = String(text)
    isInMilliseconds = value >= Self.leastMilliseconds
    seconds = isInMilliseconds ? value / 1000 : value
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without white space at its ends.
  var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }
}

/// HMAC-SHA256 (RFC 2104 and FIPS 180-4), which both signature schemes are made of.
struct AuthenticationCode: Sendable {
  fileprivate static let byteCount = SHA256.byteCount

  private let code: [UInt8]

  init(of message: [UInt8], key: [UInt8]) {
    code = SHA256.hmac(message, key: key)
  }

  /// Takes the same time wherever the two differ, so that a code cannot be guessed byte by byte.
  func matches(_ given: [UInt8]) -> Bool {
    SHA256.areEqual(code, given)
  }

  /// 64 lower-case digits.
  var hexadecimal: String {
    Hexadecimal.encode(code)
  }
}
