import Glibc
import Threads

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The time of the machine's clock.
  package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func adding(minutes: Int) -> Timestamp {
    adding(milliseconds: Int64(minutes) * 60_000)
  }

  package func adding(seconds: Int64) -> Timestamp {
    adding(milliseconds: seconds * 1000)
  }

  package func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: self.milliseconds + milliseconds)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

// Written by hand because Foundation's formatter would be the target's only use of Foundation. The calendar arithmetic
// counts years from 1 March, so that the leap day is the last day of a year; an era is 400 years of 146,097 days.

extension Timestamp: CustomStringConvertible {
  /// `2025-01-28T10:30:00.000Z`
  package var description: String {
    let (days, time) = milliseconds.flooredQuotient(dividingBy: 86_400_000)
    let (year, month, day) = Self.date(daysSinceEpoch: days)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    Self.append(year, 1000, "-", to: &text)
    Self.append(month, 10, "-", to: &text)
    Self.append(day, 10, "T", to: &text)
    Self.append(time / 3_600_000, 10, ":", to: &text)
    Self.append(time / 60_000 % 60, 10, ":", to: &text)
    Self.append(time / 1000 % 60, 10, ".", to: &text)
    Self.append(time % 1000, 100, "Z", to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends digits of `number`, from the one whose place value is `first`, and a mark. A reply has several timestamps:
  /// string concatenation took a tenth of its time.
  private static func append(_ number: Int64, _ first: Int64, _ mark: Unicode.Scalar, to text: inout [UInt8]) {
    var place = first
    while place > 0 {
      text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / place % 10))
      place /= 10
    }
    text.append(UInt8(ascii: mark))
  }

  private static func date(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredQuotient(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredQuotient(dividingBy: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Timestamp {
  /// Parses a date with time and zone by RFC 3339, such as `2025-01-28T10:30:00Z` or `2025-01-28T10:30:00.5+08:00`;
  /// returns nil for any other text. Digits past the milliseconds are dropped.
  package init?(iso8601 text: String) {
    var scanner = FixedFieldScanner(text)
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), scanner.take("T") || scanner.take("t"),
      let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2), scanner.take(":"),
      let second = scanner.digits(2), let fraction = scanner.milliseconds(), let offset = scanner.zoneMinutes(),
      scanner.isAtEnd, hour < 24, minute < 60, second < 60, let days = Self.days(year, month, day)
    else { return nil }
    let minutes = days * 1440 + hour * 60 + minute - offset
    self.init(milliseconds: (minutes * 60 + second) * 1000 + fraction)
  }

  /// The days since the epoch; nil if the calendar has no such day.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    let days = daysSinceEpoch(year: year, month: month, day: day)
    return date(daysSinceEpoch: days) == (year, month, day) ? days : nil
  }
}

extension Int64 {
  fileprivate func flooredQuotient(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// Reads the fields of an RFC 3339 timestamp one after the other. A field that is missing consumes nothing.
struct FixedFieldScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Reads exactly `count` digits.
  mutating func digits(_ count: Int) -> Int64? {
    let field = rest.prefix(count)
    guard field.count == count, field.allSatisfy(Self.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return Self.number(field)
  }

  /// Reads a point and digits; without them the fraction is zero.
  mutating func milliseconds() -> Int64? {
    guard take(".") else { return 0 }
    let field = rest.prefix(while: Self.isDigit)
    guard !field.isEmpty else { return nil }
    rest = rest.dropFirst(field.count)
    return Self.number((field + Array("00".utf8)).prefix(3))
  }

  /// Reads `Z`, or hours and minutes east of UTC.
  mutating func zoneMinutes() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func number(_ field: some Collection<UInt8>) -> Int64 {
    field.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
}

extension Timestamp {
  /// Sleeps by the machine's clock, which runs as fast as the sandbox's. Ends early if the task is cancelled.
  @Sendable package static func sleep(from now: Timestamp, to due: Timestamp) async {
    await Task.pause(for: .milliseconds(max(due.milliseconds - now.milliseconds, 1)))
  }
}
