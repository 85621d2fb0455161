import Formats
import JSON

/// How other programs write JSON. `JSONWriter` has one form, that of this server; signatures need the sender's.
struct JSONStyle {
  /// Spaces per level, each member on a line of its own; nil for a single line.
  var indent: Int?
  /// `, ` and `: ` on a single line.
  var isSpaced = false
  /// Everything but ASCII as `\uXXXX`.
  var escapesNonASCII = false
  /// `/` as `\/`.
  var escapesSlash = false

  static let common = [
    // JavaScript's JSON.stringify, which PayIn uses; PHP's json_encode; Python's json.dumps.
    JSONStyle(), JSONStyle(escapesNonASCII: true, escapesSlash: true),
    JSONStyle(isSpaced: true, escapesNonASCII: true),
    JSONStyle(escapesNonASCII: true), JSONStyle(isSpaced: true), JSONStyle(indent: 2), JSONStyle(indent: 4),
  ]

  func bytes(of value: JSONValue) -> [UInt8] {
    Array(text(value, level: 0).utf8)
  }

  private func text(_ value: JSONValue, level: Int) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): String(bool)
    case .number(let number): number.literal
    case .string(let string): quoted(string)
    case .array(let elements): group("[", elements.map { text($0, level: level + 1) }, "]", level)
    case .object(let object):
      group("{", object.members.map { member($0, level: level + 1) }, "}", level)
    }
  }

  private func member(_ member: JSONObject.Member, level: Int) -> String {
    quoted(member.name) + (indent != nil || isSpaced ? ": " : ":") + text(member.value, level: level)
  }

  private func group(_ open: String, _ parts: [String], _ close: String, _ level: Int) -> String {
    guard let indent, !parts.isEmpty else { return open + parts.joined(separator: isSpaced ? ", " : ",") + close }
    let line = "\n" + String(repeating: " ", count: indent * level)
    let inner = line + String(repeating: " ", count: indent)
    return open + inner + parts.joined(separator: "," + inner) + line + close
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "/" where escapesSlash: "\\/"
    case "\u{8}": "\\b"
    case "\u{C}": "\\f"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x20 || (escapesNonASCII && !scalar.isASCII):
      UTF16.encode(scalar)?.map { "\\u" + Hexadecimal.encode([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }.joined() ?? ""
    default: String(scalar)
    }
  }
}
