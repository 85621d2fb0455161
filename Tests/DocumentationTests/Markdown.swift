import Foundation

/// The part of Markdown that the documents use.
struct Markdown {
  let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The cells of the first table under a heading of the second level, or before any, its head left out.
  func table(under heading: String?) -> [[String]] {
    let section = (heading.map { heading in lines.drop { $0 != "## \(heading)" }.dropFirst() } ?? lines[...]).prefix {
      !$0.hasPrefix("## ")
    }
    let table = section.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return table.dropFirst(2).map { row in row.dropFirst().dropLast().split(separator: "|").map(Self.cell) }
  }

  private static func cell(_ text: Substring) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
  }

  /// The insides of the fenced blocks in a language.
  func blocks(_ language: String) -> [String] {
    var blocks: [String] = []
    var rest = lines[...]
    while let start = rest.firstIndex(of: "```\(language)") {
      let block = rest[(start + 1)...].prefix { $0 != "```" }
      blocks.append(block.joined(separator: "\n"))
      rest = rest[block.endIndex...]
    }
    return blocks
  }

  /// What stands in backticks at the start of each item of a list.
  var itemNames: [String] {
    lines.compactMap { $0.firstMatch(of: /^- `([^`]+)`/).map { String($0.1) } }
  }

  /// The targets of the links that stay in this repository.
  var localLinks: [String] {
    lines.flatMap { $0.matches(of: /\]\(([^):]+)\)/) }.map { String($0.1) }
  }
}
