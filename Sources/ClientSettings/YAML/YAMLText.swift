import JSON

/// A text of YAML to whose mappings a member can be added, and from which it can be taken. libyaml decides what is
/// valid and where values stand; all other lines stay.
struct YAMLText {
  let bytes: [UInt8]
  private let root: YAMLNode?
  private let references: [Int]

  init(_ bytes: [UInt8]) throws(SettingsError) {
    self.bytes = bytes
    (root, references) = try YAMLParser.parse(bytes)
  }

  /// The content as JSON, or nil if there is none.
  var value: JSONValue? {
    root.map(\.value).flatMap { $0.isNull ? nil : $0 }
  }

  // MARK: Adding

  /// Returns the bytes with the entry in them, before the other members of its mapping, or with what has to change in
  /// one that stands there.
  func adding(_ edit: SettingsEdit) throws(SettingsError) -> [UInt8] {
    if value?.value(at: edit.path)?.contains(.object(edit.entry)) == true { return bytes }
    let lines = YAMLLines(newline: TextLayout.newline(of: bytes))
    guard let root, !root.isAbsent else {
      let text = lines.render(nested(.object(edit.entry), edit.path[...]), indentation: 0)
      return bytes + TextLayout.lineEnd(for: bytes) + text
    }
    guard case .mapping(let members, isFlow: false, _) = root, let first = members.first else {
      throw .unsupportedForm("extensions")
    }
    // A mapping that is merged into this one may hold the servers.
    guard try root.member("<<", in: bytes) == nil else { throw .unsupportedForm("<<") }
    guard let container = try root.member(edit.container[0], in: bytes) else {
      let indentation = column(of: first.name)
      let text = lines.render(nested(.object(edit.entry), edit.path[...]), indentation: indentation)
      return insert(text, at: first.name.range.lowerBound - indentation)
    }
    return try adding(edit, to: container, lines)
  }

  private func adding(
    _ edit: SettingsEdit, to container: (name: YAMLNode, value: YAMLNode), _ lines: YAMLLines
  ) throws(SettingsError) -> [UInt8] {
    let column = column(of: container.name)
    try refuseReferences(container, edit.name)
    switch container.value {
    case .mapping(let members, let isFlow, let range):
      if let old = try container.value.member(edit.name, in: bytes) {
        let update = YAMLUpdate(bytes: bytes, path: edit.path, lines: lines)
        return bytes.applying(try update.replacements(.object(edit.entry), in: old.value))
      }
      if isFlow {
        let text = lines.flow(.object([edit.name: .object(edit.entry)])).dropFirst().dropLast()
        return insert(text + (members.isEmpty ? [] : Array(", ".utf8)), at: range.lowerBound + 1)
      }
      let text = lines.render([edit.name: .object(edit.entry)], indentation: self.column(of: members[0].name))
      return insert(text, at: lineEnd(of: container.name))
    case let value where value.isAbsent:
      let text = lines.render([edit.name: .object(edit.entry)], indentation: column + lines.unit)
      let end = lineEnd(of: container.name)
      return insert((end == bytes.count ? TextLayout.lineEnd(for: bytes) : []) + text, at: end)
    default:
      let position = TextPosition(of: container.value.range.lowerBound, in: bytes)
      throw .notAnObject(edit.container.joined(separator: "."), position)
    }
  }

  private func nested(_ value: JSONValue, _ path: ArraySlice<String>) -> JSONObject {
    path.dropFirst().reversed().reduce(value) { .object([$1: $0]) }.object.map { [path[path.startIndex]: .object($0)] }
      ?? [:]
  }

  private func insert(_ text: some Sequence<UInt8>, at offset: Int) -> [UInt8] {
    bytes.applying([Replacement(range: offset..<offset, text: Array(text))])
  }

  // MARK: Removing

  /// Returns the bytes without the lines of the member to which the names lead.
  func removing(_ path: [String]) throws(SettingsError) -> [UInt8] {
    guard let container = try root?.member(path[0], in: bytes)?.value else { return bytes }
    guard let own = try container.member(path[path.count - 1], in: bytes) else { return bytes }
    if let member = try root?.member(path[0], in: bytes) { try refuseReferences(member, path[path.count - 1]) }
    if case .mapping(let members, isFlow: false, _) = container {
      guard members.count == 1 else { return bytes.applying([Replacement(range: lineRange(own), text: [])]) }
      return try removingOnly(path)
    }
    var end = own.value.range.upperBound
    let rest = bytes[end...].drop(while: TextLayout.isBlank)
    if rest.first == UInt8(ascii: ",") {
      end = rest.startIndex + 1
      end += bytes[end...].prefix(while: TextLayout.isBlank).count
    }
    return bytes.applying([Replacement(range: own.name.range.lowerBound..<end, text: [])])
  }

  /// A key without members would be null, which not every reader takes for an empty mapping.
  private func removingOnly(_ path: [String]) throws(SettingsError) -> [UInt8] {
    guard let container = try root?.member(path[0], in: bytes) else { return bytes }
    return bytes.applying([Replacement(range: lineRange(container), text: [])])
  }

  /// Throws if the servers or this one are written elsewhere, or are also written elsewhere: an edit would change both.
  private func refuseReferences(
    _ container: (name: YAMLNode, value: YAMLNode), _ name: String
  ) throws(SettingsError) {
    guard case .mapping(let members, _, _) = container.value else { return }
    let others = members.filter { $0.name.text != name && $0.name.text != "<<" }
    let own = references.filter { offset in isWithin(offset, container) && !others.contains { isWithin(offset, $0) } }
    guard own.isEmpty else { throw .unsupportedForm(container.name.text ?? "") }
  }

  private func isWithin(_ offset: Int, _ member: (name: YAMLNode, value: YAMLNode)) -> Bool {
    (member.name.range.lowerBound...max(member.name.range.upperBound, member.value.range.upperBound)).contains(offset)
  }

  // MARK: Lines

  private func column(of node: YAMLNode) -> Int {
    node.range.lowerBound - TextLayout.lineStart(of: node.range.lowerBound, in: bytes)
  }

  private func lineEnd(of node: YAMLNode) -> Int {
    bytes[node.range.upperBound...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }

  /// The lines of a member, from its name to the end of its last scalar.
  private func lineRange(_ member: (name: YAMLNode, value: YAMLNode)) -> Range<Int> {
    let start = TextLayout.lineStart(of: member.name.range.lowerBound, in: bytes)
    let end = max(member.name.range.upperBound, member.value.range.upperBound)
    let isAtLineStart = end > start && bytes[end - 1] == UInt8(ascii: "\n")
    return
      start..<(isAtLineStart ? end : bytes[end...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count)
  }
}
