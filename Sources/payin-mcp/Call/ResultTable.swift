import Formats
import JSON
import SandboxModel

/// A result as a table: the rows of a list, or the fields of one object. It is a view for people; the JSON has everything.
struct ResultTable {
  /// Whether the result is a list.
  let isList: Bool
  private let table: TextTable

  /// - Parameter result: the structured content.
  init(_ result: JSONObject) {
    let list = result.members.lazy.compactMap { $0.name == "warnings" ? nil : Self.rows($0.value) }.first
    isList = list != nil
    table = list.map(Self.table) ?? TextTable(rows: Self.fields(result, ""))
  }

  func layout(width: Int?) -> TextTable.Layout {
    table.layout(width: isList ? width : nil)
  }

  /// The rows of a member that is a list of objects.
  private static func rows(_ value: JSONValue) -> [JSONObject]? {
    guard let elements = value.array else { return nil }
    let rows = elements.compactMap(\.object)
    return rows.count == elements.count ? rows : nil
  }

  private static func table(_ rows: [JSONObject]) -> TextTable {
    var names: [String] = []
    for member in rows.flatMap(\.members) where !names.contains(where: member.name.hasSameBytes) {
      names.append(member.name)
    }
    return TextTable(
      header: names.map(DisplayedText.sanitize), rows: rows.map { row in names.map { cell(row[$0] ?? .null) } })
  }

  /// Names and values; those of an object inside stand under its name and a point.
  private static func fields(_ object: JSONObject, _ prefix: String) -> [[String]] {
    object.members.flatMap { member -> [[String]] in
      let name = prefix + DisplayedText.sanitize(member.name)
      if case .object(let inner) = member.value, !inner.isEmpty { return fields(inner, name + ".") }
      return [[name, cell(member.value)]]
    }
  }

  /// Lists stand on one line. Of an object in a list its first fields are shown, which name it.
  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): DisplayedText.sanitize(text)
    case .array(let elements): elements.map(element).joined(separator: ", ")
    default: String(decoding: JSONWriter.bytes(of: value, escapesInvisible: true), as: UTF8.self)
    }
  }

  private static func element(_ value: JSONValue) -> String {
    guard let members = value.object?.members, !members.isEmpty else { return cell(value) }
    return members.prefix(members.count == 2 ? 2 : 1).map { cell($0.value) }.joined(separator: "/")
  }
}
