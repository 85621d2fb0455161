import JSON

/// Changes single members of a mapping that stands in a text of YAML.
struct YAMLUpdate {
  let bytes: [UInt8]
  /// The names that lead to the mapping, for errors.
  let path: [String]
  let lines: YAMLLines

  /// What must change so that the node has everything that the new value has.
  func replacements(_ new: JSONValue, in node: YAMLNode) throws(SettingsError) -> [Replacement] {
    if node.value.contains(new) { return [] }
    guard let object = new.object, case .mapping(let members, let isFlow, let range) = node else {
      return [try replacement(new, for: node)]
    }
    var replacements: [Replacement] = []
    var missing: JSONObject = [:]
    for member in object.members {
      if let old = try node.member(member.name, in: bytes) {
        replacements += try self.replacements(member.value, in: old.value)
      } else {
        missing.append(member.name, member.value)
      }
    }
    if missing.isEmpty { return replacements }
    guard !isFlow, let first = members.first else {
      return replacements + [try insertion(missing, inFlow: range, isEmpty: members.isEmpty)]
    }
    return replacements + [try insertion(missing, before: first.name)]
  }

  /// A value on one line, or one that is absent, in whose place the new one is written.
  private func replacement(_ new: JSONValue, for node: YAMLNode) throws(SettingsError) -> Replacement {
    // A value that is absent begins right after the colon.
    if node.isAbsent { return Replacement(range: node.range, text: Array(" ".utf8) + lines.flow(new)) }
    guard node.text != nil, !bytes[node.range].contains(UInt8(ascii: "\n")), new.object == nil || node.value.isNull
    else {
      throw refusal
    }
    return Replacement(range: node.range, text: lines.flow(new))
  }

  private func insertion(
    _ members: JSONObject, inFlow range: Range<Int>, isEmpty: Bool
  ) throws(SettingsError) -> Replacement {
    guard bytes[range].first == UInt8(ascii: "{") else { throw refusal }
    let text = Array(lines.flow(.object(members)).dropFirst().dropLast()) + (isEmpty ? [] : Array(", ".utf8))
    return Replacement(range: (range.lowerBound + 1)..<(range.lowerBound + 1), text: text)
  }

  private func insertion(_ members: JSONObject, before first: YAMLNode) throws(SettingsError) -> Replacement {
    let start = TextLayout.lineStart(of: first.range.lowerBound, in: bytes)
    let column = first.range.lowerBound - start
    guard bytes[start..<first.range.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") }) else { throw refusal }
    return Replacement(range: start..<start, text: lines.render(members, indentation: column))
  }

  private var refusal: SettingsError { .unsupportedForm(path.joined(separator: ".")) }
}
