import JSON

/// Two texts one below the other, cut so that the first difference can be seen.
struct ValuePair {
  let first: String
  let second: String

  /// - Parameter width: the columns that each may take, 20 or more.
  init(_ first: String, _ second: String, width: Int) {
    let width = max(width, 20)
    let longest = max(TerminalText.width(first), TerminalText.width(second))
    let prefix = longest > width ? Self.commonPrefix(first, second) : 0
    // What both begin with is left out but for some characters that show where this is.
    let dropped = prefix > width / 2 ? prefix - width / 4 : 0
    self.first = Self.cut(first, dropping: dropped, to: width)
    self.second = Self.cut(second, dropping: dropped, to: width)
  }

  private static func commonPrefix(_ first: String, _ second: String) -> Int {
    zip(first.unicodeScalars, second.unicodeScalars).prefix { $0 == $1 }.count
  }

  private static func cut(_ text: String, dropping count: Int, to width: Int) -> String {
    let text = count == 0 ? text : "…" + String(text.unicodeScalars.dropFirst(count))
    guard TerminalText.width(text) > width else { return TerminalText.visible(text) }
    return TerminalText.cut(text, to: width - 1) + "…"
  }
}
