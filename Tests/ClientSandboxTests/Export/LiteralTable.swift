import JSON

@testable import PayInTools

/// Values that a careless program would run, cut or change, and programs that print them.
struct LiteralTable {
  private static let texts = [
    "", "plain", "it's", "\"quoted\"", "back\\slash", "\\", "\\'", "end\\", "$HOME ${HOME} $(touch x) `touch x`",
    "{$a} #{a} %s %n {{client}}", "<?php echo 1; ?>", "?> <script>", "line\nbreak\r\ttab", "nul\u{1}\u{7f}bell\u{7}",
    "'; DROP TABLE orders; --", "\"); process.exit(1); (\"", "é e\u{301} 日本語 🙂 \u{1F468}\u{200D}\u{1F469}",
    "\u{202E}reversed\u{202C} \u{200B}\u{2066}hidden\u{2069} \u{FEFF}bom", "\u{2028}\u{2029}\u{85}", "// # /* */ */",
    "\\u0041 \\x41 \\101 \\n", "!history !!", "%2F%00", "-n -e --help", "@/etc/passwd", "*/ ~ [a] ?",
  ]

  let value: JSONValue = .object([
    "texts": .array(texts.map(JSONValue.string)),
    "names": .object(JSONObject(texts.map { JSONObject.Member(name: "k" + $0, value: .string($0)) })),
    "__proto__": ["polluted": true], "empty": [:], "list": [], "nested": ["0": "a", "1": ["b": .null]],
    "numbers": [1, -7, 0, 900_719_925_474_099], "truth": [true, false],
  ])

  /// A program that prints the table as JSON, which the language itself writes.
  func program(in language: ExportLanguage) -> String {
    let literal = ProgramLiteral(language).value(value)
    return switch language {
    case .curl:
      // The texts are read from literals of their own, the rest from one of JSON.
      """
      printf '%s\\0' \(strings(.curl)) |
        jq -Rsc --argjson value \(literal) '. as $texts | $value | .texts = ($texts | split("\\u0000")[:\(Self.texts.count)])'

      """
    case .typescript: "console.log(JSON.stringify(\(literal)));\n"
    case .python: "import json\nprint(json.dumps(\(literal)))\n"
    case .php: "<?php\n$value = \(literal);\necho json_encode($value, JSON_THROW_ON_ERROR);\n"
    case .go:
      "package main\n\nimport (\n\t\"encoding/json\"\n\t\"os\"\n)\n\nfunc main() {\n\tjson.NewEncoder(os.Stdout).Encode(\(literal))\n}\n"
    }
  }

  /// Every text as a literal of its own.
  private func strings(_ language: ExportLanguage) -> String {
    Self.texts.map(ProgramLiteral(language).string).joined(separator: " ")
  }
}
