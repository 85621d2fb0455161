import Formats

/// A date as HTTP writes it, in any of its three forms (RFC 9110, section 5.6.7).
package struct HTTPDate: Equatable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int

  /// Returns nil if the text has none of the forms.
  ///
  /// - Parameter now: seconds since 1970; decides the century of a year with two digits.
  package init?(_ text: String, now: Int) {
    let words = text.split(whereSeparator: { " ,-".contains($0) })
    // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT · Sun Nov  6 08:49:37 1994
    let order: (day: Int, month: Int, year: Int, time: Int)
    switch words.count {
    case 6 where words[5] == "GMT": order = (1, 2, 3, 4)
    case 5: order = (2, 1, 4, 3)
    default: return nil
    }
    guard let day = Self.number(words[order.day], 1...31),
      let month = Self.months.firstIndex(of: words[order.month]),
      let year = Self.year(words[order.year], now: now),
      let time = Self.time(words[order.time]),
      let date = GregorianDay(year: Int64(year), month: Int64(month + 1), day: Int64(day))
    else { return nil }
    seconds = Int(date.daysSinceEpoch) * 86_400 + time
  }

  private static let months: [Substring] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
    return Int(text).flatMap { range ~= $0 ? $0 : nil }
  }

  /// Two digits that seem to lie more than 50 years ahead mean the last such year in the past.
  private static func year(_ text: Substring, now: Int) -> Int? {
    guard let year = number(text, 0...9999) else { return nil }
    guard text.utf8.count == 2 else { return year }
    let thisYear = 1970 + now / 31_556_952
    let near = thisYear - thisYear % 100 + year
    return near > thisYear + 50 ? near - 100 : near
  }

  private static func time(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
      let second = number(parts[2], 0...60)
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }
}
