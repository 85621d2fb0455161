import JSON

/// How a text of JSON is laid out, and new values in the same layout.
///
/// New members are added first in their object: then nothing of the old text has to change, not even by a comma.
struct JSONLayout {
  let newline: [UInt8]
  /// The white space of one level, as the first indented member has it.
  private let unit: [UInt8]
  /// Whether the text has all of its values on one line.
  private let isOnOneLine: Bool
  private let colon: [UInt8]
  private let comma: [UInt8]
  private let bytes: [UInt8]

  init(_ bytes: [UInt8], _ root: JSONNode?) {
    self.bytes = bytes
    newline = TextLayout.newline(of: bytes)
    unit = root.flatMap { Self.unit(of: $0, bytes) } ?? Array("  ".utf8)
    isOnOneLine = root.map { !$0.children.isEmpty && !bytes[$0.range].contains(UInt8(ascii: "\n")) } ?? false
    let isDense = root?.children.first.map { Self.isDense($0, bytes) } ?? false
    (colon, comma) = isDense ? (Array(":".utf8), Array(",".utf8)) : (Array(": ".utf8), Array(", ".utf8))
  }

  /// How much further the first child stands to the right than the line its parent begins in.
  private static func unit(of node: JSONNode, _ bytes: [UInt8]) -> [UInt8]? {
    guard let child = node.children.first else { return nil }
    if bytes[node.range.lowerBound..<child.range.lowerBound].contains(UInt8(ascii: "\n")) {
      let outer = TextLayout.indentation(of: node.range.lowerBound, in: bytes)
      let inner = TextLayout.indentation(of: child.range.lowerBound, in: bytes)
      if inner.count > outer.count, inner.starts(with: outer) { return Array(inner.dropFirst(outer.count)) }
    }
    for child in node.children {
      if let unit = unit(of: child.value, bytes) { return unit }
    }
    return nil
  }

  private static func isDense(_ member: JSONNode.Child, _ bytes: [UInt8]) -> Bool {
    let value = member.value.range.lowerBound
    return value > member.range.lowerBound && bytes[value - 1] == UInt8(ascii: ":")
  }

  // MARK: Values

  /// The value as text whose first line is already indented.
  func render(_ value: JSONValue, indentation: [UInt8]) -> [UInt8] {
    if isOnOneLine { return renderInline(value) }
    guard let object = value.object, !object.isEmpty else {
      guard let elements = value.array, elements.contains(where: { $0.object != nil }) else {
        return renderInline(value)
      }
      let lines = elements.map { newline + indentation + unit + render($0, indentation: indentation + unit) }
      return Array("[".utf8) + Array(lines.joined(separator: ",".utf8)) + newline + indentation + Array("]".utf8)
    }
    let lines = object.members.map { newline + indentation + unit + render($0, indentation: indentation + unit) }
    return Array("{".utf8) + Array(lines.joined(separator: ",".utf8)) + newline + indentation + Array("}".utf8)
  }

  private func render(_ member: JSONObject.Member, indentation: [UInt8]) -> [UInt8] {
    JSONWriter.bytes(of: .string(member.name)) + colon + render(member.value, indentation: indentation)
  }

  private func renderInline(_ value: JSONValue) -> [UInt8] {
    switch value {
    case .array(let elements):
      return Array("[".utf8) + Array(elements.map(renderInline).joined(separator: comma)) + Array("]".utf8)
    case .object(let object):
      let members = object.members.map { JSONWriter.bytes(of: .string($0.name)) + colon + renderInline($0.value) }
      return Array("{".utf8) + Array(members.joined(separator: comma)) + Array("}".utf8)
    default: return JSONWriter.bytes(of: value)
    }
  }

  // MARK: Insertions

  func inserting(_ members: [JSONObject.Member], into object: JSONNode) -> Replacement {
    inserting(into: object) { indentation in members.map { render($0, indentation: indentation) } }
  }

  func inserting(_ element: JSONValue, into array: JSONNode) -> Replacement {
    inserting(into: array) { [render(element, indentation: $0)] }
  }

  /// - Parameter texts: the new children as they look at an indentation.
  private func inserting(into parent: JSONNode, _ texts: ([UInt8]) -> [[UInt8]]) -> Replacement {
    let start = startOfChildren(parent)
    let base = Array(TextLayout.indentation(of: parent.range.lowerBound, in: bytes))
    let text =
      if let first = parent.children.first?.range.lowerBound {
        textBefore(first, start, base, texts)
      } else {
        onlyText(start..<parent.range.upperBound, base, texts)
      }
    return Replacement(range: start..<start, text: text)
  }

  /// The new children before the first of the old ones, written as that one is.
  private func textBefore(
    _ first: Int, _ start: Int, _ base: [UInt8], _ texts: ([UInt8]) -> [[UInt8]]
  ) -> [UInt8] {
    if bytes[start..<first].contains(UInt8(ascii: "\n")) {
      let indentation = Array(TextLayout.indentation(of: first, in: bytes))
      return texts(indentation).flatMap { newline + indentation + $0 + comma.prefix(1) }
    }
    // `{ "a": 1}` has a blank before the first member, `{"a": 1}` has not.
    let isAfterBlank = TextLayout.isBlank(bytes[start])
    return texts(base).flatMap { isAfterBlank ? Array(comma.dropFirst()) + $0 + comma.prefix(1) : $0 + comma }
  }

  /// The new children of a parent that has none.
  private func onlyText(_ range: Range<Int>, _ base: [UInt8], _ texts: ([UInt8]) -> [[UInt8]]) -> [UInt8] {
    if isOnOneLine { return Array(texts(base).joined(separator: comma)) }
    let indentation = base + unit
    let lines = texts(indentation).map { newline + indentation + $0 }.joined(separator: ",".utf8)
    let endsOnItsLine = bytes[range].contains(UInt8(ascii: "\n"))
    return Array(lines) + (endsOnItsLine ? [] : newline + base)
  }

  /// The offset after the opening bracket and the comments that stand on its line.
  private func startOfChildren(_ parent: JSONNode) -> Int {
    var start = parent.range.lowerBound + 1
    while true {
      let comment = start + bytes[start...].prefix(while: TextLayout.isBlank).count
      guard bytes[comment] == UInt8(ascii: "/") else { return start }
      let isLine = bytes[comment + 1] == UInt8(ascii: "/")
      let closing = isLine ? Array("\n".utf8) : Array("*/".utf8)
      guard let end = bytes[(comment + 2)...].firstRange(of: closing) else { return start }
      if isLine { return bytes[end.lowerBound - 1] == UInt8(ascii: "\r") ? end.lowerBound - 1 : end.lowerBound }
      guard !bytes[comment..<end.lowerBound].contains(UInt8(ascii: "\n")) else { return start }
      start = end.upperBound
    }
  }
}
