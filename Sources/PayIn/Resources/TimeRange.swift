import Formats

/// A range of time by which the rows of a list are chosen. Both ends belong to it; an end that is nil is open.
package struct TimeRange: Sendable, Equatable {
  package enum ValidationError: Error, Sendable, Equatable {
    /// The argument of this name is neither a date nor a date with time and offset (RFC 3339).
    case notATime(String)
    /// The range ends before it begins.
    case reversed
  }

  /// The first and the last millisecond of the range, since 1970.
  let first: Int64?
  let last: Int64?

  /// Makes a range of dates or times by RFC 3339. A date alone is the whole day in UTC, and an end without a fraction is
  /// its whole second.
  ///
  /// Returns nil if neither end is given.
  package init?(from: String?, to: String?) throws(ValidationError) {
    guard from != nil || to != nil else { return nil }
    first = try from.map { text throws(ValidationError) in
      try Self.milliseconds(text, "from", timeOfDay: "T00:00:00Z")
    }
    last = try to.map { text throws(ValidationError) in
      try Self.milliseconds(text, "to", timeOfDay: "T23:59:59Z") + (text.utf8.contains(UInt8(ascii: ".")) ? 0 : 999)
    }
    if let first, let last, last < first { throw .reversed }
  }

  private static func milliseconds(
    _ text: String, _ name: String, timeOfDay: String
  ) throws(ValidationError) -> Int64 {
    let isDate = text.utf8.count == 10
    guard let time = RFC3339.milliseconds(isDate ? text + timeOfDay : text) else { throw .notATime(name) }
    return time
  }

  /// Whether the row was created in the range; nil if it shows no readable time.
  func contains(_ row: APIResource) -> Bool? {
    row.epochMilliseconds("createdAt").map { (first ?? .min) <= $0 && $0 <= (last ?? .max) }
  }

  /// Whether the range begins after a second, given as seconds since 1970.
  func begins(after second: Int) -> Bool {
    first.map { Int64(second) * 1000 + 999 < $0 } ?? false
  }

  /// The range as it is sent. It is wider by a millisecond at each end, because the published code does not say whether
  /// its bounds belong to the range; the rows are compared exactly. An end that RFC 3339 cannot write, as the one after
  /// 9999-12-31, leaves the range open there.
  func condition(_ after: String, _ before: String) -> ListFilter {
    let (least, most) = (RFC3339.writable.lowerBound, RFC3339.writable.upperBound)
    return ListFilter(
      "createdAt", nil, .equal,
      sentAs: [
        (after, first.flatMap { $0 - 1 < least ? nil : RFC3339.text(milliseconds: $0 - 1) }),
        (before, last.flatMap { $0 + 1 > most ? nil : RFC3339.text(milliseconds: $0 + 1) }),
      ])
  }
}

extension APIResource {
  /// The milliseconds since 1970 that a field tells, or nil if it tells none.
  fileprivate func epochMilliseconds(_ name: String) -> Int64? {
    self[name].flatMap { RFC3339.milliseconds($0, allowsSpace: true) }
  }
}
