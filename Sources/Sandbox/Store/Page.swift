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
