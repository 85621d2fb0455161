/// Takes one child out of an object or an array, with the comma and the line that belong to it.
struct JSONRemoval {
  private let text: JSONText
  private let parent: JSONNode

  init(_ text: JSONText, _ parent: JSONNode) {
    (self.text, self.parent) = (text, parent)
  }

  func removing(_ index: Int) throws(SettingsError) -> [Replacement] {
    let child = parent.children[index].range
    if let comma = try comma(after: child.upperBound) {
      return [Replacement(range: range(child.lowerBound..<(comma + 1), leavesBlanks: false), text: [])]
    }
    let own = Replacement(range: range(child, leavesBlanks: true), text: [])
    guard index > 0, let comma = try comma(after: parent.children[index - 1].range.upperBound) else { return [own] }
    return [Replacement(range: comma..<(comma + 1), text: []), own]
  }

  /// The range with the line of the child, unless something else stands there, such as a comment after it.
  ///
  /// - Parameter leavesBlanks: whether blanks behind a child that shares its line stay.
  private func range(_ own: Range<Int>, leavesBlanks: Bool) -> Range<Int> {
    let start = lineStart(of: own.lowerBound)
    let rest = text.bytes[own.upperBound...].drop(while: TextLayout.isBlank)
    if start == own.lowerBound { return start..<(leavesBlanks ? own.upperBound : rest.startIndex) }
    let isAlone = rest.first.map { "\r\n}]".utf8.contains($0) } ?? true
    return isAlone ? start..<own.upperBound : own.lowerBound..<rest.startIndex
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
