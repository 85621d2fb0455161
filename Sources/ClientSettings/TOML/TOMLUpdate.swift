import JSON

/// Changes single values of a table that stands in a text of TOML.
///
/// toml++ tells lines, but not where values stand. So each place that may be the right one is tried, and the result
/// read: it must be the old content with this one value changed. If no place does, the text is left as it is.
struct TOMLUpdate {
  let path: [String]

  func applying(_ change: JSONObject, to bytes: [UInt8]) throws(SettingsError) -> [UInt8] {
    var result = bytes
    for (names, value) in Self.leaves(of: change) { result = try setting(names, to: value, in: result) }
    return result
  }

  /// The values that are no objects, each with the names that lead to it.
  private static func leaves(of object: JSONObject) -> [(names: [String], value: JSONValue)] {
    object.members.flatMap { member in
      guard let inner = member.value.object else { return [([member.name], member.value)] }
      return leaves(of: inner).map { ([member.name] + $0.names, $0.value) }
    }
  }

  private func setting(
    _ names: [String], to new: JSONValue, in bytes: [UInt8]
  ) throws(SettingsError) -> [UInt8] {
    let text = try TOMLText(bytes, path: path)
    guard let before = text.value, let lines = text.lines else { throw refusal }
    let old = before.value(at: path + names)
    if let old, old.isSameValue(as: new) { return bytes }
    let nested = (path + names).reversed().reduce(new) { .object([$1: $0]) }
    let wanted = before.merging(nested)
    let starts = TextLayout.lineStarts(of: bytes)
    let range = starts[lines.lowerBound]..<starts[min(lines.upperBound + 1, starts.count - 1)]
    let places = old == nil ? insertions(names, new, range, bytes) : replacements(names, new, range, bytes)
    for place in places {
      let result = bytes.applying([place])
      if let value = try? TOMLText(result, path: []).value, value.isSameValue(as: wanted) { return result }
    }
    throw refusal
  }

  private var refusal: SettingsError { .unsupportedForm(path.joined(separator: ".")) }

  // MARK: Places

  /// The texts of one line after an equals sign that stands behind the name.
  private func replacements(
    _ names: [String], _ new: JSONValue, _ range: Range<Int>, _ bytes: [UInt8]
  ) -> [Replacement] {
    guard let name = names.last else { return [] }
    return bytes[range].indices.filter { bytes[$0] == UInt8(ascii: "=") }.compactMap { sign in
      let before = bytes[range.lowerBound..<sign].reversed().drop { TextLayout.isBlank($0) || "\"'".utf8.contains($0) }
      guard before.starts(with: name.utf8.reversed()) else { return nil }
      let start = sign + 1 + bytes[(sign + 1)...].prefix(while: TextLayout.isBlank).count
      return Self.endOfText(from: start, in: bytes).map {
        Replacement(range: start..<$0, text: Array(TOMLTable.value(new).utf8))
      }
    }
  }

  /// The offset after the closing mark of a text on one line; nil if none begins here.
  private static func endOfText(from start: Int, in bytes: [UInt8]) -> Int? {
    guard start < bytes.count, "\"'".utf8.contains(bytes[start]) else { return nil }
    let mark = bytes[start]
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == mark { return index + 1 }
      index += mark == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The line after each header, the start of each table in braces, and a table of its own behind the others.
  private func insertions(
    _ names: [String], _ new: JSONValue, _ range: Range<Int>, _ bytes: [UInt8]
  ) -> [Replacement] {
    let newline = TextLayout.newline(of: bytes)
    let pair = "\(TOMLTable.key(names[names.count - 1])) = \(TOMLTable.value(new))"
    let lines = TextLayout.lineStarts(of: bytes).filter { range.contains($0 - 1) }.map {
      Replacement(range: $0..<$0, text: Array(pair.utf8) + newline)
    }
    let braces = bytes[range].indices.filter { bytes[$0] == UInt8(ascii: "{") && $0 + 1 < bytes.count }.flatMap {
      brace -> [Replacement] in
      // `{ a = 1 }` has a blank before the first pair, `{a = 1}` has not.
      let isBeforeBlank = TextLayout.isBlank(bytes[brace + 1])
      return (isBeforeBlank ? [" \(pair),", " \(pair)"] : ["\(pair), ", pair]).map {
        Replacement(range: (brace + 1)..<(brace + 1), text: Array($0.utf8))
      }
    }
    guard names.count > 1 else { return lines + braces }
    let table = TOMLTable(path: path + names.dropLast(), newline: newline).render([names[names.count - 1]: new])
    let lineEnd = TextLayout.lineEnd(for: Array(bytes[..<range.upperBound]))
    let own = Replacement(range: range.upperBound..<range.upperBound, text: lineEnd + newline + table)
    return lines + braces + [own]
  }
}
