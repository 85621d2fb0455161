package import JSON

/// One row of the API under the names of the documentation, whatever names it came with. Amounts and ids are strings;
/// what is missing, null or of an unexpected type is left out, what is unknown is dropped.
///
/// Every value is as the API sent it, so that it can be compared, sent back and repeated byte by byte. It is sanitised
/// only where it is shown (`DisplayText`).
package struct APIResource: Sendable {
  /// Bytes of one text. A longer one is no id, reference, address or URL, and a row that holds one cannot be read.
  static let maximumTextLength = 8192
  /// Entries that are taken of a map or list inside a row.
  static let maximumEntries = 50

  /// Fields of all shapes that are only read.
  package static let proseNames: Set = ["title", "description", "reason", "error", "message", "problem"]

  /// In the order of the schema.
  package private(set) var fields: JSONObject
  /// The row as it came, for comparing what no schema has. Never part of a result.
  let source: JSONObject

  /// Nil if the value is not an object or holds no field of the schema, or if a text in it is out of all bounds.
  init?(_ value: JSONValue, schema: ResourceSchema) {
    guard let source = value.object else { return nil }
    self.source = source
    fields = [:]
    for field in schema.fields {
      guard let found = Self.find(field, in: source) else { continue }
      let length = (found.string ?? found.number?.literal)?.utf8.count ?? 0
      guard field.kind != .text || length <= Self.maximumTextLength else { return nil }
      if let value = Self.read(found, field.kind) { fields.append(field.name, value) }
    }
    guard !fields.isEmpty else { return nil }
  }

  package subscript(name: String) -> String? {
    fields[name]?.string
  }

  /// The amount of that name if it has one that can be compared.
  package func amount(_ name: String) -> Amount? {
    self[name].flatMap { try? Amount($0, allowsZero: true) }
  }

  func integer(_ name: String) -> Int? {
    fields[name]?.number?.integer
  }

  /// Puts in what the reply left out and the caller knows.
  package mutating func fill(_ name: String, _ text: String) {
    fill(name, .string(text))
  }

  mutating func fill(_ name: String, _ value: JSONValue) {
    guard fields[name] == nil else { return }
    fields.append(name, value)
  }

  private static func find(_ field: ResourceSchema.Field, in source: JSONObject) -> JSONValue? {
    for name in [field.name] + field.aliases {
      if let value = source[name], !value.isNull, field.kind != .amounts || value.object != nil { return value }
    }
    return switch field.kind {
    case .depositStatus: depositStatus(of: source)
    case .statusFlag: source["status"]?.string.map { Status($0) } == Status(field.name) ? true : nil
    default: nil
    }
  }

  /// A transfer that failed will never be confirmed, so it is not pending either.
  private static func depositStatus(of transfer: JSONObject) -> JSONValue? {
    if (transfer["is_failed"] ?? transfer["isFailed"])?.bool == true { return "failed" }
    return (transfer["is_confirmed"] ?? transfer["isConfirmed"])?.bool.map { $0 ? "confirmed" : "pending" }
  }
}

extension APIResource: Equatable {
  package static func == (left: APIResource, right: APIResource) -> Bool {
    left.fields == right.fields
  }
}
