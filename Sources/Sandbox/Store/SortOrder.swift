/// A direction, as it stands in queries and in SQL.
enum SortOrder: String, Sendable, CaseIterable {
  case asc
  case desc

  /// By the column `amount`. Digits compare as numbers once those before the point are equally many.
  var byAmount: String {
    "instr(ltrim(amount, '0') || '.', '.') \(rawValue), ltrim(amount, '0') \(rawValue)"
  }
}
