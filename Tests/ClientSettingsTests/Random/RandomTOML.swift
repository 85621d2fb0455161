import TestSupport

/// Texts of TOML, with tables of other servers in many of them.
struct RandomTOML {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func text() -> [UInt8] {
    let newline = chance(4) ? "\r\n" : "\n"
    var lines = (0..<Int.random(in: 0...4, using: &random)).map { pair("root\($0)") }
    for index in 0..<Int.random(in: 0...4, using: &random) {
      if chance(2) { lines.append("") }
      if chance(3) { lines.append("# [mcp_servers.payin]") }
      lines.append(header(index))
      lines += (0..<Int.random(in: 0...3, using: &random)).map { pair("k\($0)") }
    }
    let end = chance(3) || lines.isEmpty ? "" : newline
    return Array(
      ((chance(8) ? "\u{FEFF}" : "") + lines.joined(separator: "\n") + end).replacing("\n", with: newline).replacing(
        "\r\r", with: "\r"
      ).utf8)
  }

  private mutating func header(_ index: Int) -> String {
    let headers = [
      "[table\(index)]", "[ table\(index) . 'sub' ]  # note", "[mcp_servers.other\(index)]", "[[list]]",
      "[mcp_servers.\"an other\(index)\".env]",
    ]
    return headers.randomElement(using: &random) ?? ""
  }

  private mutating func pair(_ key: String) -> String {
    let values = [
      "1", "0xFF", "true", "1.5", #""text # no comment""#, "'raw \\'", "[1, 2]", "[\n  1, # one\n  2,\n]",
      "\"\"\"\n[mcp_servers.payin]\ncommand = 'no'\n\"\"\"", "'''\n'''", "{ a = 1, b.c = \"x\" }", "1979-05-27",
      "\"中文\"",
    ]
    return "\(key) = \(values.randomElement(using: &random) ?? "0")" + (chance(4) ? " # why" : "")
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
}
