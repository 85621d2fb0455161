package import JSON

/// One row of the API under the names of the documentation, whatever names it came with. Amounts and ids are strings;
/// what is missing, null or of an unexpected type is left out, what is unknown is dropped.
package struct Record: Sendable, Equatable {
  /// In the order of the shape.
  package private(set) var fields: JSONObject

  /// Nil if the value is not an object or holds no field of the shape.
  init?(_ value: JSONValue, shape: RecordShape, cleaner: TextCleaner) {
    guard let source = value.object else { return nil }
    fields = [:]
    for field in shape.fields {
      guard let found = Self.find(field, in: source) else { continue }
      append(field, found, cleaner)
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

  /// Puts in what the reply left out and the caller knows. Cleaned as well: a caller may have it from anybody.
  package mutating func fill(_ name: String, _ text: String) {
    guard fields[name] == nil else { return }
    fields.append(name, .string(TextCleaner().clean(text)))
  }

  mutating func fill(_ name: String, _ value: JSONValue) {
    guard fields[name] == nil else { return }
    fields.append(name, value)
  }

  private static func find(_ field: RecordShape.Field, in source: JSONObject) -> JSONValue? {
    for name in [field.name] + field.aliases {
      if let value = source[name], !value.isNull, field.kind != .amounts || value.object != nil { return value }
    }
    return switch field.kind {
    case .depositStatus: depositStatus(of: source)
    case .statusFlag: source["status"] == .string(field.name) ? true : nil
    default: nil
    }
  }

  /// A transfer that failed will never be confirmed, so it is not pending either.
  private static func depositStatus(of transfer: JSONObject) -> JSONValue? {
    if (transfer["is_failed"] ?? transfer["isFailed"])?.bool == true { return "failed" }
    return (transfer["is_confirmed"] ?? transfer["isConfirmed"])?.bool.map { $0 ? "confirmed" : "pending" }
  }

  private mutating func append(_ field: RecordShape.Field, _ value: JSONValue, _ cleaner: TextCleaner) {
    switch field.kind {
    case .text, .depositStatus:
      if let text = Self.text(value, cleaner) { fields.append(field.name, .string(text)) }
    case .amounts:
      if let map = value.object { fields.append(field.name, .object(Self.amounts(map, cleaner))) }
    case .count:
      if let count = Self.count(value) { fields.append(field.name, .number(JSONNumber(count))) }
    case .flag, .statusFlag:
      if let flag = value.bool { fields.append(field.name, .bool(flag)) }
    case .chains:
      if let chains = Self.chains(value, cleaner) { fields.append(field.name, .array(chains)) }
    case .addresses:
      if let map = Self.addresses(value, cleaner) { fields.append(field.name, .object(map)) }
    case .counts:
      if let counts = Self.counts(value, cleaner) { fields.append(field.name, .object(counts)) }
    case .seconds:
      if let seconds = Self.seconds(value) { fields.append(field.name, .number(JSONNumber(seconds))) }
    case .prices:
      if let prices = Self.prices(value, cleaner) { fields.append(field.name, .array(prices)) }
    case .email:
      if let text = value.string { fields.append(field.name, .string(Self.masked(email: cleaner.clean(text)))) }
    case .flags:
      if let flags = Self.flags(value, cleaner) { fields.append(field.name, .object(flags)) }
    }
  }

  /// A number keeps the digits it was written with; nobody has use for thousands of them.
  private static func text(_ value: JSONValue, _ cleaner: TextCleaner) -> String? {
    if let number = value.number { return cleaner.clean(number.literal) }
    return value.string.map { cleaner.clean($0) }
  }

  private static func amounts(_ map: JSONObject, _ cleaner: TextCleaner) -> JSONObject {
    var result: JSONObject = [:]
    for member in map.members.prefix(50) {
      guard let text = text(member.value, cleaner) else { continue }
      result[cleaner.clean(member.name, limit: 32)] = .string(text)
    }
    return result
  }

  private static func addresses(_ value: JSONValue, _ cleaner: TextCleaner) -> JSONObject? {
    var map: JSONObject = [:]
    for element in value.array?.prefix(10) ?? [] {
      guard let family = element["protocol"]?.string, let address = element["address"]?.string else { continue }
      map[cleaner.clean(family, limit: 32)] = .string(cleaner.clean(address))
    }
    return map.count > 1 ? map : nil
  }

  private static func flags(_ value: JSONValue, _ cleaner: TextCleaner) -> JSONObject? {
    let flags = value.object?.members.prefix(50).filter { $0.value.bool != nil } ?? []
    guard !flags.isEmpty else { return nil }
    return flags.reduce(into: [:]) { $0[cleaner.clean($1.name, limit: 32)] = $1.value }
  }

  /// Up to 2^53, past which JavaScript clients round.
  private static func count(_ value: JSONValue) -> Int? {
    let count = value.number?.integer ?? value.string.flatMap { Int($0) }
    return count.flatMap { 0...(1 << 53) ~= $0 ? $0 : nil }
  }

  private static func chains(_ value: JSONValue, _ cleaner: TextCleaner) -> [JSONValue]? {
    guard let elements = value.array else { return nil }
    var names: [String] = []
    for element in elements.prefix(100) {
      guard let name = (element.string ?? element["chain"]?.string ?? element["chainId"]?.string) else { continue }
      let clean = cleaner.clean(name, limit: 64)
      if !names.contains(clean) { names.append(clean) }
    }
    return names.map(JSONValue.string)
  }
}
