import Foundation

/// Looks for a secret in a text, whatever the form that it is written in.
package enum SecretCanary {
  /// Whether the secret stands in the text, or in what Foundation decodes from a part of it: percent-encoding, the escapes
  /// of JSON, base64 from each character on, hexadecimal.
  package static func occurs(_ secret: String, in text: String) -> Bool {
    let wanted = secret.lowercased()
    var texts = [text]
    for _ in 0..<3 { texts += texts.suffix(2).compactMap(withoutEscapes) }
    let decoded = texts.flatMap { [$0] + base64($0) + hexadecimal($0) }
    let twice = decoded.dropFirst().filter { $0.utf8.count < 4096 }.flatMap { base64($0) + hexadecimal($0) }
    return (decoded + twice).contains { $0.lowercased().contains(wanted) }
  }

  private static func withoutEscapes(_ text: String) -> String? {
    let percent = text.replacing(/%([0-9A-Fa-f]{2})/) { scalar($0.output.1) }
    return percent.replacing(/\\+[ux](?:00)?([0-9A-Fa-f]{2})/) { scalar($0.output.1) }.replacing(/\\+[nr]/) { _ in "" }
  }

  private static func scalar(_ digits: Substring) -> String {
    UInt8(digits, radix: 16).map { String(Character(Unicode.Scalar($0))) } ?? ""
  }

  private static func base64(_ text: String) -> [String] {
    let joined = text.replacing("\n", with: "").replacing("\r", with: "")
    return joined.matches(of: /[A-Za-z0-9+\/_-]{12,}/).flatMap { match in
      (0..<4).compactMap { offset in
        var run = String(match.output.dropFirst(offset)).replacing("-", with: "+").replacing("_", with: "/")
        run.removeLast(run.count % 4 == 1 ? 1 : 0)
        run += String(repeating: "=", count: (4 - run.count % 4) % 4)
        return Data(base64Encoded: run).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  private static func hexadecimal(_ text: String) -> [String] {
    text.matches(of: /[0-9A-Fa-f](?:[: -]?[0-9A-Fa-f]){15,}/).flatMap { match in
      let digits = match.output.filter(\.isHexDigit)
      return (0..<2).map { offset in
        let bytes = stride(from: offset, to: digits.count - 1, by: 2).compactMap { place in
          let start = digits.index(digits.startIndex, offsetBy: place)
          return UInt8(digits[start...].prefix(2), radix: 16)
        }
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
