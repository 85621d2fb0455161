import JSON

/// A text of JSON whose members can be added, replaced and removed. All other bytes stay.
struct JSONText {
  /// The array in which VS Code keeps what it asks for.
  static let inputs = "inputs"

  let bytes: [UInt8]
  let root: JSONNode?
  let allowsComments: Bool

  init(_ bytes: [UInt8], allowsComments: Bool) throws(SettingsError) {
    var parser = JSONNodeParser(bytes, allowsComments: allowsComments)
    root = try parser.parseText()
    (self.bytes, self.allowsComments) = (bytes, allowsComments)
  }

  var layout: JSONLayout { JSONLayout(bytes, root) }

  /// The content, or nil if there is none.
  func value() throws(SettingsError) -> JSONValue? {
    root.map(value)
  }

  private func value(of node: JSONNode) -> JSONValue {
    switch node.kind {
    case .scalar: (try? JSONParser.parse(Array(bytes[node.range]))) ?? .null
    case .array: .array(node.children.map { value(of: $0.value) })
    case .object: .object(JSONObject(node.children.map { .init(name: $0.name, value: value(of: $0.value)) }))
    }
  }

  // MARK: Adding

  /// Returns the bytes with the entry in them. Members of an entry that stands there already stay if they are not
  /// among the new ones.
  func adding(_ edit: SettingsEdit) throws(SettingsError) -> [UInt8] {
    let result = try merging(.object(edit.entry), at: edit.path)
    guard let input = edit.input else { return result }
    return try JSONText(result, allowsComments: allowsComments).addingElement(input, to: Self.inputs)
  }

  private func merging(_ value: JSONValue, at path: [String]) throws(SettingsError) -> [UInt8] {
    guard var node = root else {
      let text = layout.render(nested(value, path[...]), indentation: []) + layout.newline
      return bytes + TextLayout.lineEnd(for: bytes) + text
    }
    for (depth, name) in path.enumerated() {
      try requireObject(node, path[..<depth])
      guard let member = try node.member(name, in: bytes) else {
        let member = JSONObject.Member(name: name, value: nested(value, path[(depth + 1)...]))
        return bytes.applying([layout.inserting([member], into: node)])
      }
      node = member.value
    }
    return bytes.applying(try merge(value, into: node))
  }

  private func nested(_ value: JSONValue, _ path: ArraySlice<String>) -> JSONValue {
    path.reversed().reduce(value) { .object([$1: $0]) }
  }

  private func requireObject(_ node: JSONNode, _ path: ArraySlice<String>) throws(SettingsError) {
    guard node.kind != .object else { return }
    throw .notAnObject(path.joined(separator: "."), TextPosition(of: node.range.lowerBound, in: bytes))
  }

  /// What must change so that the node has everything that the new value has.
  ///
  /// A list of the same length is changed element by element, so that its layout stays.
  private func merge(_ new: JSONValue, into node: JSONNode) throws(SettingsError) -> [Replacement] {
    if value(of: node).contains(new) { return [] }
    if let elements = new.array, node.kind == .array, elements.count == node.children.count {
      var replacements: [Replacement] = []
      for (element, child) in zip(elements, node.children) { replacements += try merge(element, into: child.value) }
      return replacements
    }
    guard let object = new.object, node.kind == .object else {
      let indentation = Array(TextLayout.indentation(of: node.range.lowerBound, in: bytes))
      return [Replacement(range: node.range, text: layout.render(new, indentation: indentation))]
    }
    var replacements: [Replacement] = []
    var missing: [JSONObject.Member] = []
    for member in object.members {
      if let old = try node.member(member.name, in: bytes) {
        replacements += try merge(member.value, into: old.value)
      } else {
        missing.append(member)
      }
    }
    return missing.isEmpty ? replacements : replacements + [layout.inserting(missing, into: node)]
  }

  private func addingElement(_ element: JSONObject, to name: String) throws(SettingsError) -> [UInt8] {
    guard let root else { return bytes }
    guard let array = try root.member(name, in: bytes)?.value else {
      let member = JSONObject.Member(name: name, value: .array([.object(element)]))
      return bytes.applying([layout.inserting([member], into: root)])
    }
    guard array.kind == .array else {
      throw .notAnObject(name, TextPosition(of: array.range.lowerBound, in: bytes))
    }
    if array.children.contains(where: { value(of: $0.value)["id"] == element["id"] }) { return bytes }
    return bytes.applying([layout.inserting(.object(element), into: array)])
  }

  // MARK: Removing

  /// Returns the bytes without the member to which the names lead.
  func removing(_ path: [String]) throws(SettingsError) -> [UInt8] {
    guard var node = root else { return bytes }
    for (depth, name) in path.enumerated() {
      try requireObject(node, path[..<depth])
      guard let member = try node.member(name, in: bytes) else { return bytes }
      guard depth == path.count - 1 else {
        node = member.value
        continue
      }
      let index = node.children.firstIndex { $0.name == name } ?? 0
      return bytes.applying(try JSONRemoval(self, node).removing(index))
    }
    return bytes
  }

  /// Returns the bytes without the element that has the id, and without the array if it was the only one.
  func removingElement(of name: String, id: String) throws(SettingsError) -> [UInt8] {
    guard let root, let array = try root.member(name, in: bytes)?.value else { return bytes }
    guard let index = array.children.firstIndex(where: { value(of: $0.value)["id"] == .string(id) }) else {
      return bytes
    }
    if array.children.count == 1 { return try removing([name]) }
    return bytes.applying(try JSONRemoval(self, array).removing(index))
  }
}
