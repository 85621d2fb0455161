import Formats

/// A range of time by which the rows of a list are chosen. Both ends belong to it; an end that is nil is open.
package struct TimeRange: Sendable, Equatable {
  package enum ValidationError: Error, Sendable, Equatable {
    /// The argument of this name is neither a date nor a date with time and offset (RFC 3339).
    case notATime(String)
    /// The range ends before it begins.
    case reversed
  }

  /// The first and the last second of the range, in seconds since 1970.
  let first: Int?
  let last: Int?

  /// Makes a range of dates or times by RFC 3339. A date alone is the whole day in UTC.
  ///
  /// Returns nil if neither end is given.
  package init?(from: String?, to: String?) throws(ValidationError) {
    guard from != nil || to != nil else { return nil }
    first = try Self.seconds(from, "from", timeOfDay: "T00:00:00Z")
    last = try Self.seconds(to, "to", timeOfDay: "T23:59:59Z")
    if let first, let last, last < first { throw .reversed }
  }

  private static func seconds(
    _ text: String?, _ name: String, timeOfDay: String
  ) throws(ValidationError) -> Int? {
    guard let text else { return nil }
    let isDate = text.utf8.count == 10
    guard let seconds = RFC3339.seconds(isDate ? text + timeOfDay : text) else { throw .notATime(name) }
    return seconds
  }

  /// Whether the row was created in the range; nil if it shows no readable time.
  func contains(_ row: APIResource) -> Bool? {
    row.epochSeconds("createdAt").map(contains)
  }

  private func contains(_ seconds: Int) -> Bool {
    (first ?? .min) <= seconds && seconds <= (last ?? .max)
  }

  /// The range as it is sent. It is wider by a millisecond at each end, because the published code does not say whether
  /// its bounds belong to the range; the rows are compared exactly.
  func condition(_ after: String, _ before: String) -> ListFilter {
    ListFilter(
      "createdAt", nil, .equal,
      sentAs: [
        (after, first.map { RFC3339.text(milliseconds: Int64($0) * 1000 - 1) }),
        (before, last.map { RFC3339.text(milliseconds: Int64($0) * 1000 + 1000) }),
      ])
  }
}
