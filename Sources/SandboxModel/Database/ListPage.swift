/// A slice of a list.
struct Page: Sendable, Equatable {
  static let defaultLimit = 20
  static let limits = 1...100
  /// Far past every list, and its offset still fits any integer.
  static let numbers = 1...1_000_000_000

  let number: Int
  let limit: Int

  /// For `LIMIT ? OFFSET ?`.
  var values: [SQLValue] {
    [SQLValue(limit), SQLValue((number - 1) * limit)]
  }

  func count(of total: Int) -> Int {
    (total + limit - 1) / limit
  }
}

/// A direction, as it stands in queries and in SQL.
enum SortOrder: String, Sendable, CaseIterable {
  case asc
  case desc

  /// By the column `amount`. Digits compare as numbers once those before the point are equally many.
  var byAmount: String {
    "instr(ltrim(amount, '0') || '.', '.') \(rawValue), ltrim(amount, '0') \(rawValue)"
  }
}

/// From when to when something was made, both ends included.
struct CreationSpan {
  var after: Timestamp?
  var before: Timestamp?

  /// `column` lies within, in SQL.
  func restrict(_ filter: inout Filter, _ column: String = "created_at") {
    if after != nil { filter.require("\(column) >= ?", SQLValue(after)) }
    if before != nil { filter.require("\(column) <= ?", SQLValue(before)) }
  }
}
