import Formats

/// The message about a first argument that is no command. The parser would blame the default command for it.
enum UnknownCommand {
  /// Returns nil if the arguments name a command, or none. `help NAME` is checked too.
  static func message(_ arguments: [String]) -> String? {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let name = words.first, !name.hasPrefix("-") else { return nil }
    let known = PayInMCP.commandNames + ["help"]
    guard !known.contains(name) else { return nil }
    let suggestion = nearest(to: name, in: known).map {
      localized(" Did you mean '\($0)'?", "是否指 '\($0)'？")
    }
    return localized("payin-mcp: there is no command '\(name)'.", "payin-mcp：没有命令 '\(name)'。")
      + (suggestion ?? "") + localized(" payin-mcp --help lists all.", "payin-mcp --help 列出全部命令。")
  }

  /// The command that begins like the word, or that is at most a third of its letters off.
  private static func nearest(to word: String, in names: [String]) -> String? {
    let word = word.lowercased()
    if word.count > 2, let longer = names.first(where: { $0.hasPrefix(word) }) { return longer }
    let ranked = names.map { (name: $0, distance: EditDistance.between($0, word, countsSwaps: true)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, best.name.count / 3) ? best.name : nil
  }
}
