/// A place in a list that is ordered by sequence numbers, newest first.
package enum ListCursor: Sendable, Equatable {
  case newest
  /// The rows older than the one with this number.
  case before(Int64)
  /// The rows just newer than the one with this number.
  case after(Int64)
}

/// Some rows of a list, newest first. They are found by their numbers, so that a page costs the same however long the
/// list is and however far down it lies.
package struct ListSlice<Row: Sendable>: Sendable {
  package let rows: [Row]
  /// The cursor of the newer rows; nil if there are none.
  package let newer: ListCursor?
  /// The cursor of the older rows; nil if there are none.
  package let older: ListCursor?

  /// - Parameters:
  ///   - limit: the largest number of rows.
  ///   - sequence: the number of a row.
  ///   - fetch: reads the rows that satisfy a comparison such as `< ?`, in the order `ASC` or `DESC`, at most `count`.
  init(
    _ cursor: ListCursor, limit: Int, sequence: (Row) -> Int64,
    fetch: (_ comparison: String, _ number: Int64, _ order: String, _ count: Int) throws -> [Row]
  ) rethrows {
    switch cursor {
    case .newest:
      try self.init(older: fetch("> ?", 0, "DESC", limit + 1), limit: limit, sequence: sequence, newer: nil)
    case .before(let number):
      try self.init(
        older: fetch("< ?", number, "DESC", limit + 1), limit: limit, sequence: sequence, newer: .after(number - 1))
    case .after(let number):
      let found = try fetch("> ?", number, "ASC", limit + 1)
      // A short page at the top of the list is filled up.
      guard found.count > limit else {
        try self.init(.newest, limit: limit, sequence: sequence, fetch: fetch)
        return
      }
      let rows = Array(found.prefix(limit).reversed())
      self.init(
        rows: rows, newer: rows.first.map { .after(sequence($0)) }, older: rows.last.map { .before(sequence($0)) })
    }
  }

  private init(older found: [Row], limit: Int, sequence: (Row) -> Int64, newer: ListCursor?) {
    let rows = Array(found.prefix(limit))
    self.init(
      rows: rows, newer: newer.map { fallback in rows.first.map { .after(sequence($0)) } ?? fallback },
      older: found.count > limit ? rows.last.map { .before(sequence($0)) } : nil)
  }

  private init(rows: [Row], newer: ListCursor?, older: ListCursor?) {
    (self.rows, self.newer, self.older) = (rows, newer, older)
  }
}
