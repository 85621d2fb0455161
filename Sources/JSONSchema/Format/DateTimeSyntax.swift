/// `date-time` of RFC 3339, section 5.6: `2026-01-31T09:30:00Z`. A second 60 is allowed at the end of a UTC day only.
struct DateTimeSyntax {
  private var rest: Substring.UTF8View

  static func matches(_ text: String) -> Bool {
    var syntax = DateTimeSyntax(rest: text[...].utf8)
    return syntax.isDateTime()
  }

  private mutating func isDateTime() -> Bool {
    guard isDate(), skip("T") || skip("t"),
      let hour = number(2), hour < 24, skip(":"),
      let minute = number(2), minute < 60, skip(":"),
      let second = number(2), second <= 60, skipFraction(),
      let offset = minutesOfOffset(), rest.isEmpty
    else { return false }
    return second < 60 || isLastMinuteOfDay(hour * 60 + minute - offset)
  }

  private mutating func isDate() -> Bool {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return false }
    return 1...12 ~= month && day >= 1 && day <= Self.days(of: month, in: year)
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private func isLastMinuteOfDay(_ minute: Int) -> Bool {
    let day = 24 * 60
    return (minute % day + day) % day == day - 1
  }

  private mutating func skipFraction() -> Bool {
    guard skip(".") else { return true }
    let digits = rest.prefix(while: Self.isDigit)
    rest.removeFirst(digits.count)
    return !digits.isEmpty
  }

  private mutating func minutesOfOffset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isNegative = skip("-")
    guard isNegative || skip("+"), let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hour * 60 + minute)
  }

  private mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy(Self.isDigit) else { return nil }
    rest.removeFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest.removeFirst()
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
