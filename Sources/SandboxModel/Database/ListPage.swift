/// One page of a list.
package struct ListPage: Sendable, Equatable {
  package static let defaultLimit = 20
  package static let limits = 1...100
  /// The page numbers that are accepted: the last one is far past every list, and its offset still fits any integer.
  package static let numbers = 1...1_000_000_000

  package let number: Int
  package let limit: Int

  package init(
    number: Int, limit: Int
  ) {
    self.number = number
    self.limit = limit
  }

  /// The values for `LIMIT ? OFFSET ?`.
  package var values: [SQLValue] {
    [SQLValue(limit), SQLValue((number - 1) * limit)]
  }

  package func count(of total: Int) -> Int {
    (total + limit - 1) / limit
  }
}

/// The direction in which a list is sorted; the raw value is that of queries and of SQL.
package enum SortOrder: String, Sendable, CaseIterable {
  case asc
  case desc

  /// The SQL terms that sort by the amount, which is stored in two parts.
  package var byAmount: String { "amount_high \(rawValue), amount_low \(rawValue)" }
}

/// A range of times, both ends included.
package struct DateRange {
  package var after: Timestamp?
  package var before: Timestamp?

  package init(
    after: Timestamp? = nil, before: Timestamp? = nil
  ) {
    self.after = after
    self.before = before
  }

  /// Requires that `column` lies in the range.
  package func restrict(_ filter: inout Filter, _ column: String = "created_at") {
    if after != nil { filter.require("\(column) >= ?", SQLValue(after)) }
    if before != nil { filter.require("\(column) <= ?", SQLValue(before)) }
  }
}
