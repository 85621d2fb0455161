import Foundation

/// A key that must not be found in anything this program says.
enum Canary {
  static let key = "pk_test_canary_4f9A1c77e20b5D83"

  /// The forms of the key that the text holds.
  static func forms(in text: String) -> [String] {
    forms.filter { text.contains($0.text) }.map(\.name)
  }

  private static let forms: [(name: String, text: String)] =
    [("plain", key), ("its secret part", "canary_4f9A1c77"), ("reversed", String(key.reversed()))]
    + base64.map { ("Base64", $0) }
    + [
      ("hexadecimal", hexadecimal("")), ("upper hexadecimal", hexadecimal("").uppercased()),
      ("percent", hexadecimal("%").uppercased()), ("JSON", hexadecimal("\\u00")),
      ("percent, as needed", key.replacing("_", with: "%5F")), ("JSON, as needed", key.replacing("_", with: "\\u005f")),
      ("upper case", key.uppercased()), ("lower case", key.lowercased()), ("case reversed", caseReversed),
    ]

  private static let caseReversed = key.map { $0.isLowercase ? $0.uppercased() : $0.lowercased() }.joined()

  private static func hexadecimal(_ prefix: String) -> String {
    key.utf8.map { prefix + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The middle of the encoding at each of the three places where the key can begin within a group, in both alphabets.
  private static let base64: [String] = ["", "x", "xx"].flatMap { before in
    let whole = Data((before + key).utf8).base64EncodedString()
    let middle = String(whole.dropFirst(4).dropLast(6))
    return [middle, middle.replacing("+", with: "-").replacing("/", with: "_")]
  }
}
