import JSON

/// Writes a text as a string literal of a programming language.
struct StringQuoting {
  private let language: ExportLanguage

  init(_ language: ExportLanguage) {
    self.language = language
  }

  func literal(of text: String) -> String {
    switch language {
    case .curl: shell(text)
    case .typescript: quoted(text, "\"", escaped: "\"\\") { "\\u{\(hexadecimal($0, 1))}" }
    case .python, .go:
      quoted(text, "\"", escaped: "\"\\") {
        $0.value > 0xFFFF ? "\\U\(hexadecimal($0, 8))" : "\\u\(hexadecimal($0, 4))"
      }
    case .php: php(text)
    }
  }

  /// The text between the quotes in which nothing is special to a shell but the quote (POSIX, 2.2.2).
  static func singleQuoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// Bash reads escapes in `$'…'`, of which those of bytes work in every locale.
  private func shell(_ text: String) -> String {
    if text.isVisible { return Self.singleQuoted(text) }
    // No variable of a shell can hold a zero byte.
    let text = text.replacing("\0", with: "\u{FFFD}")
    return "$"
      + quoted(text, "'", escaped: "'\\") { scalar in
        (UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter).map { byte in
          "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
      }
  }

  /// Between single quotes PHP replaces nothing; between double ones it reads escapes, and replaces what `$` begins.
  private func php(_ text: String) -> String {
    if text.isVisible { return quoted(text, "'", escaped: "'\\") { _ in "" } }
    return quoted(text, "\"", escaped: "\"\\$") { "\\u{\(hexadecimal($0, 1))}" }
  }

  private func quoted(
    _ text: String, _ quote: Character, escaped: String, _ escape: (Unicode.Scalar) -> String
  ) -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where escaped.unicodeScalars.contains(scalar): result += "\\\(scalar)"
      case _ where scalar.isInvisible: result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(quote)
  }

  private func hexadecimal(_ scalar: Unicode.Scalar, _ digits: Int) -> String {
    let text = String(scalar.value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension String {
  fileprivate var isVisible: Bool { unicodeScalars.allSatisfy { !$0.isInvisible } }
}
