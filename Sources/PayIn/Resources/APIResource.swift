import Formats
package import JSON

/// A resource of the API under the names of the documentation, whatever names it came with. Amounts and ids are strings;
/// fields that are missing, null, of an unexpected type or unknown are left out.
///
/// Every value is as the API sent it, so that it can be compared, sent back and repeated byte by byte. It is sanitised
/// only where it is shown (`DisplayText`).
package struct APIResource: Sendable {
  /// The most bytes of one text. A longer one is no id, reference, address or URL, and its row cannot be read.
  static let maximumTextLength = 8192
  /// The most entries that are taken of a map or list inside a row.
  private static let maximumEntries = 50

  /// The names of all fields that are texts to read only.
  package static let proseNames: Set = ["title", "description", "reason", "error", "message", "problem"]

  /// The fields in the order of the schema.
  package private(set) var fields: JSONObject
  /// The row as it came, to compare members that no schema has. It is never part of a result.
  let source: JSONObject

  /// Returns nil if the value is not an object or has no field of the schema, or if a text in it is too long.
  init?(_ value: JSONValue, schema: ResourceSchema) {
    guard let source = value.object else { return nil }
    self.source = source
    fields = [:]
    // Room for the links that follow the fields.
    fields.reserveCapacity(source.count + 4)
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
    self[name].flatMap { Amount(shown: $0) }
  }

  package func integer(_ name: String) -> Int? {
    fields[name]?.number?.integer
  }

  /// Whether the reply to a write shows another reference than the one that was sent: its address is then that of
  /// another. What a person takes for the same, as an API that trims references makes of them, is no other.
  func shows(_ name: String, otherThan sent: String) -> Bool {
    guard let shown = self[name] else { return false }
    // Texts that are canonically equivalent are equal to Swift.
    return shown.trimmed.lowercased() != sent.trimmed.lowercased()
  }

  /// Adds a field that the reply left out and the caller knows.
  package mutating func fill(_ name: String, _ text: String) {
    fill(name, .string(text))
  }

  mutating func fill(_ name: String, _ value: JSONValue) {
    guard fields[name] == nil else { return }
    fields.append(name, value)
  }

  /// Removes a sum over several tokens, which means nothing where the sums of each are known.
  mutating func leaveOutMixedTotal() {
    if (fields["totalAmountByCurrency"]?.object?.count ?? 0) > 1 { fields["totalAmount"] = nil }
  }

  private static func find(_ field: ResourceSchema.Field, in source: JSONObject) -> JSONValue? {
    for name in field.names {
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

/// Reads a value as a field of a kind. Returns nil for a value of another type.
extension APIResource {
  private static func read(_ value: JSONValue, _ kind: ResourceSchema.Kind) -> JSONValue? {
    switch kind {
    case .text, .prose, .depositStatus: text(value).map(JSONValue.string)
    case .amounts: value.object.map { .object(amounts($0)) }
    case .count: count(value).map { .number(JSONNumber($0)) }
    case .flag, .statusFlag: value.bool.map(JSONValue.bool)
    case .chains: chains(value).map { .array($0.map(JSONValue.string)) }
    case .addresses: addresses(value).map(JSONValue.object)
    case .counts: counts(value).map(JSONValue.object)
    case .seconds: seconds(value).map { .number(JSONNumber($0)) }
    case .prices: prices(value).map(JSONValue.array)
    case .email: value.string.map { .string(masked(email: $0)) }
    case .flags: flags(value).map(JSONValue.object)
    }
  }

  /// The text, or the digits of a number as they were written.
  private static func text(_ value: JSONValue) -> String? {
    value.number?.literal ?? value.string
  }

  /// A name or value inside a map or list; nil if it is longer than any sensible one.
  private static func short(_ text: String?, _ limit: Int = 64) -> String? {
    text.flatMap { $0.utf8.count <= limit ? $0 : nil }
  }

  private static func amounts(_ map: JSONObject) -> JSONObject {
    map.members.prefix(Self.maximumEntries).reduce(into: [:]) { result, member in
      guard let name = short(member.name), let text = short(text(member.value)) else { return }
      result[name] = .string(text)
    }
  }

  private static func addresses(_ value: JSONValue) -> JSONObject? {
    var map: JSONObject = [:]
    for element in value.array?.prefix(10) ?? [] {
      guard let family = short(element["protocol"]?.string), let address = short(element["address"]?.string, 256)
      else { continue }
      map[family] = .string(address)
    }
    return map.count > 1 ? map : nil
  }

  private static func flags(_ value: JSONValue) -> JSONObject? {
    let flags = value.object?.members.prefix(Self.maximumEntries).filter { $0.value.bool != nil } ?? []
    let named = flags.filter { short($0.name) != nil }
    return named.isEmpty ? nil : named.reduce(into: [:]) { $0[$1.name] = $1.value }
  }

  /// A whole number from 0 to 2^53, past which JavaScript clients round.
  private static func count(_ value: JSONValue) -> Int? {
    let count = value.number?.integer ?? value.string.flatMap { Int($0) }
    return count.flatMap { 0...(1 << 53) ~= $0 ? $0 : nil }
  }

  private static func chains(_ value: JSONValue) -> [String]? {
    value.array?.prefix(100).reduce(into: []) { names, element in
      guard let name = short(element.string ?? element["chain"]?.string ?? element["chainId"]?.string) else { return }
      if !names.contains(where: name.hasSameBytes) { names.append(name) }
    }
  }

  /// A map from names to whole numbers.
  private static func counts(_ value: JSONValue) -> JSONObject? {
    value.object?.members.prefix(Self.maximumEntries).reduce(into: [:]) { counts, member in
      guard let name = short(member.name), let count = member.value.number?.integer else { return }
      counts[name] = .number(JSONNumber(count))
    }
  }

  /// Whole seconds; fractions are dropped.
  private static func seconds(_ value: JSONValue) -> Int? {
    guard let literal = value.number?.literal ?? value.string, !literal.contains(where: { "eE-".contains($0) }) else {
      return nil
    }
    return literal.split(separator: ".").first.flatMap { Int($0) }.flatMap { $0 < 1 << 53 ? $0 : nil }
  }

  /// The prices that payers may choose from: a pair of currency and chain for each, whether a row has one chain or several.
  private static func prices(_ value: JSONValue) -> [JSONValue]? {
    guard let rows = value.array?.prefix(Self.maximumEntries).compactMap(\.object) else { return nil }
    return rows.flatMap { row -> [JSONValue] in
      guard let currency = short(row["currency"]?.string) else { return [] }
      let several = (row["chain_options"] ?? row["chainOptions"] ?? row["chains"])?.array?.compactMap(\.string)
      let chains = (several ?? [row["chainId"]?.string].compactMap(\.self)).prefix(Self.maximumEntries)
      return chains.compactMap { short($0) }.map { chain in
        var price: JSONObject = ["currency": .string(currency), "chainId": .string(chain)]
        price["amount"] = row["amount"].flatMap { short(text($0)) }.map(JSONValue.string)
        return .object(price)
      }
    }
  }

  /// The first letter and the domain, which suffice to distinguish buyers without showing a model who they are.
  private static func masked(email: String) -> String {
    guard let at = email.lastIndex(of: "@"), email.utf8.count <= 320 else { return "***" }
    return "\(email[..<at].prefix(1))***\(email[at...])"
  }
}

// MARK: Times

extension APIResource {
  /// The seconds since 1970 that a field tells, or nil if it tells none.
  func epochSeconds(_ name: String) -> Int? {
    self[name].flatMap(Self.epochSeconds)
  }

  /// Reads a time as the API writes it: RFC 3339, with a space for the `T` in some versions.
  static func epochSeconds(_ text: String) -> Int? {
    RFC3339.seconds(text, allowsSpace: true)
  }
}
