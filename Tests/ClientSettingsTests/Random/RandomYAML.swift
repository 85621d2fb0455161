import TestSupport

/// Texts of YAML in block style, with `extensions` in most of them.
struct RandomYAML {
  private var random: SeededGenerator
  private var newline = "\n"
  private var unit = 2

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func text() -> [UInt8] {
    newline = chance(4) ? "\r\n" : "\n"
    unit = chance(3) ? 4 : 2
    if chance(20) { return Array(["", "# nothing\n", "---\n"].randomElement(using: &random)!.utf8) }
    var lines: [String] = []
    if chance(6) { lines.append("# Settings of goose") }
    if chance(6) { lines.append("---") }
    let names = (0..<Int.random(in: 0...3, using: &random)).map { "K\($0)" } + (chance(4) ? [] : ["extensions"])
    for name in names.shuffled(using: &random) { lines += name == "extensions" ? extensions() : member(name, 0) }
    let text = lines.joined(separator: newline) + (chance(3) || lines.isEmpty ? "" : newline)
    return Array(((chance(8) && !text.isEmpty ? "\u{FEFF}" : "") + text).utf8)
  }

  private mutating func extensions() -> [String] {
    let names = (0..<Int.random(in: 0...3, using: &random)).map { "e\($0)" }
    let note = chance(4) ? "  # servers: {" : ""
    if names.isEmpty { return ["extensions:\(["", " {}"].randomElement(using: &random)!)\(note)"] }
    if chance(5) { return ["extensions: {\(names.map { "\($0): {enabled: true}" }.joined(separator: ", "))}\(note)"] }
    return ["extensions:\(note)"] + names.flatMap { member($0, unit) }
  }

  private mutating func member(_ name: String, _ indentation: Int) -> [String] {
    let blanks = String(repeating: " ", count: indentation)
    let comment = chance(5) ? ["\(blanks)# payin: no"] : []
    if indentation < 3 * unit, chance(3) {
      let parts = (0..<Int.random(in: 1...3, using: &random)).flatMap { member("m\($0)", indentation + unit) }
      return comment + ["\(blanks)\(name):"] + parts
    }
    let inner = blanks + String(repeating: " ", count: unit)
    let values: [[String]] = [
      [" 1"], [" text # note"], [" \"quoted: \\\"x\\\"\""], [" 'it''s'"], [" [a, {b: c}]"],
      [" |", "\(inner)payin:", "\(inner)  x: 1"],
      [" >-", "\(inner)folded", "", "\(inner)text"], ["", "\(blanks)- one", "\(blanks)- two: 2"], [" 中文"], [" null"],
      [" {}"],
      [" |+", "\(inner)kept", ""], [" many", "\(inner)lines"],
    ]
    let value = values.randomElement(using: &random)!
    return comment + ["\(blanks)\(name):\(value[0])"] + value.dropFirst() + (chance(6) ? [""] : [])
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
}
