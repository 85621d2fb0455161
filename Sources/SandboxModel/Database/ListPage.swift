/// A slice of a list.
package struct ListPage: Sendable, Equatable {
  package static let defaultLimit = 20
  package static let limits = 1...100
  /// Far past every list, and its offset still fits any integer.
  package static let numbers = 1...1_000_000_000

  package let number: Int
  package let limit: Int

  package init(
    number: Int, limit: Int
  ) {
    self.number = number
    self.limit = limit
  }

  /// For `LIMIT ? OFFSET ?`.
  package var values: [SQLValue] {
    [SQLValue(limit), SQLValue((number - 1) * limit)]
  }

  package func count(of total: Int) -> Int {
    (total + limit - 1) / limit
  }
}

/// A direction, as it stands in queries and in SQL.
package enum SortOrder: String, Sendable, CaseIterable {
  case asc
  case desc

  /// By the column `amount`. Digits compare as numbers once those before the point are equally many.
  package var byAmount: String {
    "instr(ltrim(amount, '0') || '.', '.') \(rawValue), ltrim(amount, '0') \(rawValue)"
  }
}

/// From when to when something was made, both ends included.
package struct DateRange {
  package var after: Timestamp?
  package var before: Timestamp?

  package init(
    after: Timestamp? = nil, before: Timestamp? = nil
  ) {
    self.after = after
    self.before = before
  }

  /// `column` lies within, in SQL.
  package func restrict(_ filter: inout Filter, _ column: String = "created_at") {
    if after != nil { filter.require("\(column) >= ?", SQLValue(after)) }
    if before != nil { filter.require("\(column) <= ?", SQLValue(before)) }
  }
}
