import JSON

/// The text of a result that is a list: its rows as a table, in which each field's name stands once. It has a third of the
/// bytes of the rows as JSON. The rest of the result follows as JSON.
enum RowText {
  /// Fields that follow from others: the pages of explorers.
  private static let left: Set = ["addressUrl", "addressUrls", "txUrl"]
  private static let separator = " | "

  /// - Returns: nil if the field is no list of at least two objects.
  static func text(of object: JSONObject, rows name: String) -> String? {
    let values = object[name]?.array ?? []
    let rows = values.compactMap(\.object)
    guard rows.count > 1, rows.count == values.count else { return nil }
    let names = columns(of: rows)
    let common = names.filter { name in rows.allSatisfy { $0[name] != nil && $0[name] == rows[0][name] } }
    let shown = names.filter { !common.contains($0) }
    var lines = [shown.joined(separator: separator)]
    lines += rows.map { row in shown.map { cell(row[$0]) }.joined(separator: separator) }
    if !common.isEmpty {
      lines.append("all: " + common.map { "\($0)=\(cell(rows[0][$0]))" }.joined(separator: separator))
    }
    let rest = JSONObject(object.members.filter { $0.name != name })
    return (lines + [json(.object(rest))]).joined(separator: "\n")
  }

  private static func columns(of rows: [JSONObject]) -> [String] {
    var names: [String] = []
    for member in rows.flatMap(\.members) where !left.contains(member.name) && !names.contains(member.name) {
      names.append(member.name)
    }
    return names
  }

  /// A text stands as it is if it cannot be taken for anything else, and as JSON otherwise: with a bar, a line break, an
  /// invisible character or a space at an end.
  private static func cell(_ value: JSONValue?) -> String {
    guard let value else { return "" }
    guard case .string(let text) = value else { return json(value) }
    let quoted = json(value)
    let isPlain =
      quoted.utf8.count == text.utf8.count + 2 && !text.isEmpty && !text.utf8.contains(UInt8(ascii: "|"))
      && text.first?.isWhitespace == false && text.last?.isWhitespace == false
    return isPlain ? text : quoted
  }

  private static func json(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.bytes(of: value, escapesInvisible: true), as: UTF8.self)
  }
}
