/// Takes one child out of an object or an array, with the comma and the line that belong to it.
struct JSONRemoval {
  private let text: JSONText
  private let parent: JSONNode

  init(_ text: JSONText, _ parent: JSONNode) {
    (self.text, self.parent) = (text, parent)
  }

  func removing(_ index: Int) throws(SettingsError) -> [Replacement] {
    let child = parent.children[index].range
    let start = lineStart(of: child.lowerBound)
    if let comma = try comma(after: child.upperBound) {
      var end = comma + 1
      if start == child.lowerBound { end += text.bytes[end...].prefix(while: TextLayout.isBlank).count }
      return [Replacement(range: start..<end, text: [])]
    }
    let own = Replacement(range: start..<child.upperBound, text: [])
    guard index > 0, let comma = try comma(after: parent.children[index - 1].range.upperBound) else { return [own] }
    return [Replacement(range: comma..<(comma + 1), text: []), own]
  }

  /// The line end before the child if nothing but blanks stands between, else the child's own start.
  private func lineStart(of offset: Int) -> Int {
    let bytes = text.bytes
    let blanks = bytes[..<offset].reversed().prefix(while: TextLayout.isBlank).count
    let line = offset - blanks
    guard line > 0, bytes[line - 1] == UInt8(ascii: "\n") else { return offset }
    return line > 1 && bytes[line - 2] == UInt8(ascii: "\r") ? line - 2 : line - 1
  }

  private func comma(after offset: Int) throws(SettingsError) -> Int? {
    var parser = JSONNodeParser(text.bytes, allowsComments: text.allowsComments, from: offset)
    try parser.skipTrivia()
    return text.bytes[parser.index] == UInt8(ascii: ",") ? parser.index : nil
  }
}
