import Formats
import JSON

/// How a value is read as a field of each kind. Nil for one of another type.
extension APIResource {
  static func read(_ value: JSONValue, _ kind: ResourceSchema.Kind) -> JSONValue? {
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

  /// A number keeps the digits it was written with.
  private static func text(_ value: JSONValue) -> String? {
    value.number?.literal ?? value.string
  }

  /// A name or value inside a map or list: nil if it is longer than any that means something.
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

  /// Up to 2^53, past which JavaScript clients round.
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

  /// A map from name to number, each like a count.
  private static func counts(_ value: JSONValue) -> JSONObject? {
    value.object?.members.prefix(Self.maximumEntries).reduce(into: [:]) { counts, member in
      guard let name = short(member.name), let count = member.value.number?.integer else { return }
      counts[name] = .number(JSONNumber(count))
    }
  }

  /// Whole seconds: a part of one tells nobody anything.
  private static func seconds(_ value: JSONValue) -> Int? {
    guard let literal = value.number?.literal ?? value.string, !literal.contains(where: { "eE-".contains($0) }) else {
      return nil
    }
    return literal.split(separator: ".").first.flatMap { Int($0) }.flatMap { $0 < 1 << 53 ? $0 : nil }
  }

  /// What payers may choose from: a pair of currency and chain for each, whether they came with one chain or several.
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

  /// Enough to tell buyers apart and no more: who they are is no business of a model.
  private static func masked(email: String) -> String {
    guard let at = email.lastIndex(of: "@"), email.utf8.count <= 320 else { return "***" }
    return "\(email[..<at].prefix(1))***\(email[at...])"
  }
}

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
