import JSON

/// How fields are read that only undocumented rows have.
extension Record {
  /// A map from name to number, each like a count.
  static func counts(_ value: JSONValue, _ cleaner: TextCleaner) -> JSONObject? {
    value.object?.members.prefix(50).reduce(into: [:]) { counts, member in
      guard let count = member.value.number?.integer else { return }
      counts[cleaner.clean(member.name, limit: 64)] = .number(JSONNumber(count))
    }
  }

  /// Whole ones: a part of a second tells nobody anything.
  static func seconds(_ value: JSONValue) -> Int? {
    guard let literal = value.number?.literal ?? value.string, !literal.contains(where: { "eE-".contains($0) }) else {
      return nil
    }
    return literal.split(separator: ".").first.flatMap { Int($0) }.flatMap { $0 < 1 << 53 ? $0 : nil }
  }

  /// What payers may choose from: a pair of currency and chain for each, whether they came with one chain or several.
  static func prices(_ value: JSONValue, _ cleaner: TextCleaner) -> [JSONValue]? {
    guard let rows = value.array?.prefix(50).compactMap(\.object) else { return nil }
    return rows.flatMap { row -> [JSONValue] in
      guard let currency = row["currency"]?.string else { return [] }
      let several = (row["chain_options"] ?? row["chainOptions"] ?? row["chains"])?.array?.compactMap(\.string)
      let chains = several ?? [row["chainId"]?.string].compactMap { $0 }
      return chains.prefix(50).map { chain in
        var price: JSONObject = ["currency": .string(cleaner.clean(currency, limit: 32))]
        price.append("chainId", .string(cleaner.clean(chain, limit: 64)))
        if let amount = row["amount"].flatMap({ $0.string ?? $0.number?.literal }) {
          price.append("amount", .string(cleaner.clean(amount, limit: 64)))
        }
        return .object(price)
      }
    }
  }

  /// Enough to tell buyers apart and no more: who they are is no business of a model.
  static func masked(email: String) -> String {
    guard let at = email.lastIndex(of: "@") else { return "***" }
    return "\(email[..<at].prefix(1))***\(email[at...])"
  }
}
